import { isOnPhone } from './chats.mjs';
import { avatar, el } from './drawing.mjs';
import { phoneWords, timeWords } from './words.mjs';

/** Draws everybody: those who behave into one list, those with trouble into another. */
export function drawPeople(chats, { peopleList, sentinelList, onChoose }) {
  const everybody = [...chats.people.values()];
  const calm = everybody.filter(({ phone }) => !chats.isTroublesome(phone));
  const troubled = everybody.filter(({ phone }) => chats.isTroublesome(phone));
  redraw(peopleList, calm, chats, onChoose);
  redraw(sentinelList, troubled, chats, onChoose);
}

function redraw(list, people, chats, onChoose) {
  const focused = list.querySelector(':focus')?.dataset.phone;
  list.replaceChildren(...people.map((person) => el('li', {}, row(person, chats, onChoose))));
  if (focused) list.querySelector(`[data-phone="${focused}"]`)?.focus();
}

function row(person, chats, onChoose) {
  const last = person.messages.findLast(isOnPhone);
  const unread = chats.unread.get(person.phone);
  const button = el(
    'button',
    { type: 'button', className: 'person', onclick: () => onChoose(person.phone) },
    avatar(person),
    el(
      'span',
      { className: 'words' },
      el('span', { className: 'name' }, el('bdi', {}, person.name)),
      secondLine(person, last, chats),
    ),
    el(
      'span',
      { className: 'aside' },
      last ? el('time', { dateTime: last.at }, timeWords(last.at)) : null,
      unread ? el('span', { className: 'badge', ariaLabel: `${unread} unread` }, String(unread)) : null,
    ),
  );
  button.dataset.phone = person.phone;
  if (person.phone === chats.chosen) button.setAttribute('aria-current', 'true');
  return button;
}

function secondLine(person, last, chats) {
  const explanation = chats.explanations.get(person.phone);
  if (explanation) return el('span', { className: 'line' }, explanation);
  if (!last) return el('span', { className: 'line' }, el('bdi', { dir: 'ltr' }, phoneWords(person.phone)));
  const words = last.state === 'failed' ? 'A reply failed' : last.text;
  return el('span', { className: 'line' }, last.from === 'person' ? 'You: ' : '', el('bdi', {}, words));
}
