import { sendFile } from './wire.mjs';

/** The paperclip: its menu, and sending what was chosen with the words that stand in the field. */
export function wireAttach({ menu, opener, input, onSend, onFault }) {
  let type;

  menu.addEventListener('click', (event) => {
    const item = event.target.closest('button');
    if (item === null) return;
    type = item.dataset.type;
    input.accept = item.dataset.accept;
    menu.hidePopover();
    input.click();
  });
  menu.addEventListener('toggle', (event) => {
    const isOpen = event.newState === 'open';
    opener.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) menu.querySelector('button').focus();
  });
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = [...menu.querySelectorAll('button')];
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  });
  input.addEventListener('change', () => {
    const [file] = input.files;
    input.value = '';
    if (file !== undefined) void send(file);
  });

  async function send(file) {
    const { phone, caption } = onSend();
    try {
      await sendFile(phone, file, { caption, ...(type ? { type } : {}) });
    } catch (error) {
      onFault(error, caption);
    }
  }
}
