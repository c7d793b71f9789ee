import { addPerson } from './wire.mjs';

/** The dialog that invents somebody with a number of their own. */
export function wireNewPerson({ opener, onAdded }) {
  const dialog = document.getElementById('person-dialog');
  const form = document.getElementById('person-form');
  const fault = document.getElementById('person-fault');

  opener.addEventListener('click', () => {
    form.reset();
    fault.hidden = true;
    form.elements.phone.value = unusedLookingNumber();
    dialog.showModal();
    form.elements.name.focus();
  });
  document.getElementById('person-cancel').addEventListener('click', () => dialog.close());

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const person = await addPerson(form.elements.phone.value, form.elements.name.value);
      dialog.close();
      onAdded(person);
    } catch (error) {
      fault.textContent = error.message;
      fault.hidden = false;
    }
  });
}

function unusedLookingNumber() {
  const ending = String(Math.floor(Math.random() * 10_000)).padStart(4, '0');
  return `+1 555 012 ${ending}`;
}
