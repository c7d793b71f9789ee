import { attachment } from './attachment.mjs';
import { isOnPhone } from './chats.mjs';
import { avatar, el, ticks } from './drawing.mjs';
import { dayWords, timeWords } from './words.mjs';

const NEAR_THE_END_PX = 80;

/** The bubbles of one chat. Keeps the reader's place: it follows new messages only from the end of the chat. */
export class Conversation {
  bubbles = new Map();
  phone = null;
  shownCount = 0;

  constructor({ chat, toEnd, onSuggest }) {
    Object.assign(this, { chat, toEnd, onSuggest });
    toEnd.addEventListener('click', () => this.goToEnd('smooth'));
    chat.addEventListener('scroll', () => this.isAtEnd() && (toEnd.hidden = true));
  }

  draw(person, suggestions, explanation) {
    const isOther = person.phone !== this.phone;
    const messages = person.messages.filter(isOnPhone);
    const wasAtEnd = isOther || this.isAtEnd();
    if (isOther) this.bubbles.clear();
    this.phone = person.phone;

    const content =
      messages.length === 0
        ? [welcome(person, suggestions, explanation, this.onSuggest)]
        : this.lines(messages);
    replaceChanged(this.chat, content);
    const hasNew = messages.length > this.shownCount && !isOther;
    const isMine = hasNew && messages.at(-1).from === 'person';
    this.shownCount = messages.length;
    if (wasAtEnd || isMine) this.goToEnd('instant');
    else if (hasNew) this.toEnd.hidden = false;
  }

  lines(messages) {
    const lines = [];
    let previous = null;
    for (const message of messages) {
      const day = dayWords(message.at);
      if (!previous || dayWords(previous.at) !== day) lines.push(el('p', { className: 'day' }, day));
      const startsGroup = !previous || previous.from !== message.from || previous.state === 'failed';
      lines.push(message.state === 'failed' ? notice(message) : this.bubble(message, startsGroup));
      previous = message;
    }
    return lines;
  }

  /** The element of an unchanged message is kept, so that only what is new moves. */
  bubble(message, startsGroup) {
    const known = this.bubbles.get(message.wamid);
    if (known) {
      // A reply can slip in above a message that is drawn already: it is placed where Graph took it.
      known.element.classList.toggle('starts-group', startsGroup);
      if (known.state === message.state) return known.element;
      known.element.querySelector('.ticks')?.replaceWith(ticks(message.state));
      known.state = message.state;
      return known.element;
    }
    const element = el(
      'div',
      { className: `bubble from-${message.from}${startsGroup ? ' starts-group' : ''}${shape(message)}` },
      message.media ? attachment(message.media) : null,
      el(
        'div',
        { className: 'words', dir: 'auto' },
        el('span', { className: 'text' }, message.text),
        el(
          'span',
          { className: 'stamp', dir: 'ltr' },
          el('time', { dateTime: message.at }, timeWords(message.at)),
          message.from === 'person' ? ticks(message.state) : null,
        ),
      ),
    );
    this.bubbles.set(message.wamid, { element, state: message.state });
    return element;
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.chat;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }

  goToEnd(behavior) {
    this.toEnd.hidden = true;
    this.chat.scrollTo({ top: this.chat.scrollHeight, behavior });
  }
}

function shape({ media }) {
  return `${media ? ' has-attachment' : ''}${media?.kind === 'sticker' ? ' is-sticker' : ''}`;
}

function notice({ failure }) {
  const reason = failure ? `${failure.title} (${failure.code})` : 'no reason given';
  return el('p', { className: 'notice' }, `A reply never reached this phone: ${reason}`);
}

function welcome(person, suggestions, explanation, onSuggest) {
  const hint = explanation
    ? `${explanation}. Write something and see how Parley takes it.`
    : 'Write the first message, or send one of these. The reply comes back here.';
  return el(
    'div',
    { className: 'welcome' },
    avatar(person),
    el('h3', {}, 'Say hello as ', el('bdi', {}, person.name)),
    el('p', {}, hint),
    ...suggestions.map((text) =>
      el(
        'button',
        { type: 'button', className: 'suggestion', dir: 'auto', onclick: () => onSuggest(text) },
        text,
      ),
    ),
  );
}

/** Like replaceChildren, but leaves alone what is already in its place: moving an element would replay its animation. */
function replaceChanged(parent, children) {
  children.forEach((child, place) => {
    const present = parent.children[place];
    if (present === child) return;
    if (
      present &&
      present.className === child.className &&
      present.textContent === child.textContent &&
      child.className === 'day'
    ) {
      return;
    }
    parent.insertBefore(child, present ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}
