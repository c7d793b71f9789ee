import { wireAttach } from './attach.mjs';
import { Chats } from './chats.mjs';
import { Conversation } from './conversation.mjs';
import { wireNewPerson } from './new-person.mjs';
import { drawPeople } from './people-list.mjs';
import { phoneWords, timeWords } from './words.mjs';
import { follow, loadPeople, write } from './wire.mjs';

const at = (id) => document.getElementById(id);
const composer = at('composer');
const field = at('text');
const drafts = new Map();
let isConnected = true;

const conversation = new Conversation({ chat: at('chat'), toEnd: at('to-end'), onSuggest: send });

let isDrawing = false;
// Changes that come while the list is on its way, which may be older than they are.
let changesWhileLoading;
const chats = new Chats(() => {
  // Before the first list is there, there is nobody to draw.
  if (isDrawing || chats.current === undefined) return;
  isDrawing = true;
  requestAnimationFrame(draw);
});

function draw() {
  isDrawing = false;
  const person = chats.current;
  drawPeople(chats, { peopleList: at('people'), sentinelList: at('sentinels'), onChoose: choose });
  conversation.draw(
    person,
    chats.suggestions.get(person.phone) ?? ['hello'],
    chats.explanations.get(person.phone),
  );
  if (chats.isTroublesome(person.phone)) at('trouble').open = true;
  at('writing-as').textContent = person.name;
  at('business').textContent = isConnected ? phoneWords(chats.business.displayPhoneNumber) : 'Reconnecting…';
  at('business').classList.toggle('is-waiting', !isConnected);
  const unread = [...chats.unread.values()].reduce((sum, count) => sum + count, 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ''}Phone · Parley simulator`;
}

function choose(phone) {
  drafts.set(chats.chosen, field.value);
  history.replaceState(null, '', `#${phone}`);
  chats.choose(phone);
  field.value = drafts.get(phone) ?? '';
  showTrouble('');
  showWhetherSendable();
  if (matchMedia('(min-width: 860px)').matches) field.focus();
}

async function send(text) {
  const phone = chats.chosen;
  try {
    await write(phone, text);
    showTrouble('');
  } catch {
    if (field.value === '' && phone === chats.chosen) field.value = text;
    showTrouble('The simulator did not take the message. Your text is still here; send it again.');
  }
  showWhetherSendable();
}

function sendField() {
  const text = field.value.trim();
  if (text === '') return;
  field.value = '';
  showWhetherSendable();
  void send(text);
}

function showTrouble(words) {
  at('trouble-line').textContent = words;
  at('trouble-line').hidden = words === '';
}

function showWhetherSendable() {
  at('send').setAttribute('aria-disabled', String(field.value.trim() === ''));
}

function showConnected(connected) {
  isConnected = connected;
  if (chats.business) chats.onChange();
}

async function refresh() {
  changesWhileLoading = [];
  try {
    chats.replaceAll(await loadPeople(), location.hash.slice(1));
    for (const change of changesWhileLoading) chats.merge(change);
    changesWhileLoading = undefined;
    // Before anybody is there to write as, a message would be lost.
    field.disabled = at('attach').disabled = false;
    showConnected(true);
  } catch {
    showConnected(false);
  }
}

function hear(change) {
  changesWhileLoading?.push(change);
  chats.merge(change);
}

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  sendField();
  field.focus();
});
field.addEventListener('input', showWhetherSendable);
field.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendField();
});

wireAttach({
  menu: at('attach-menu'),
  opener: at('attach'),
  input: at('attach-file'),
  onSend: () => {
    const caption = field.value.trim();
    field.value = '';
    showTrouble('');
    showWhetherSendable();
    return { phone: chats.chosen, caption };
  },
  onFault: (error, caption) => {
    if (field.value === '') field.value = caption;
    showTrouble(`The simulator did not take the file: ${error.message}`);
  },
});

wireNewPerson({
  opener: at('new-person'),
  onAdded: (person) => {
    chats.merge({ ...person, message: null });
    choose(person.phone);
  },
});

const showClock = () => (at('clock').textContent = timeWords(new Date()));
showClock();
setInterval(showClock, 10_000);
showWhetherSendable();
follow({ onOpen: refresh, onChange: hear, onLost: () => showConnected(false) });
