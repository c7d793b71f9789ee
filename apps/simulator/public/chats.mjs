/** What the page knows: people by phone, who is writing, what is unread. Tells its listener after every change. */
export class Chats {
  people = new Map();
  chosen = null;
  business = null;
  suggestions = new Map();
  explanations = new Map();
  unread = new Map();

  constructor(onChange) {
    this.onChange = onChange;
  }

  /** Takes over a fresh list of everybody, as after a reconnection. */
  replaceAll({ business, people, personas, sentinels }, preferredPhone) {
    this.business = business;
    this.suggestions = new Map(personas.map((persona) => [persona.phone, persona.suggestions]));
    this.explanations = new Map(sentinels.map((sentinel) => [sentinel.phone, sentinel.explanation]));
    this.people = new Map(people.map((person) => [person.phone, person]));
    if (!this.people.has(this.chosen)) {
      this.chosen = this.people.has(preferredPhone) ? preferredPhone : people[0].phone;
    }
    this.onChange();
  }

  choose(phone) {
    this.chosen = phone;
    this.unread.delete(phone);
    this.onChange();
  }

  /** One new or changed message, or only a new name. */
  merge({ phone, name, message }) {
    const person = this.people.get(phone) ?? { phone, name, messages: [] };
    person.name = name;
    this.people.set(phone, person);
    if (message) this.mergeMessage(person, message);
    this.onChange();
  }

  mergeMessage(person, message) {
    const place = person.messages.findIndex(({ wamid }) => wamid === message.wamid);
    const wasVisible = place !== -1 && isOnPhone(person.messages[place]);
    if (place === -1) person.messages.push(message);
    else person.messages[place] = message;
    const isNew = message.from === 'business' && isOnPhone(message) && !wasVisible;
    if (isNew && person.phone !== this.chosen) {
      this.unread.set(person.phone, (this.unread.get(person.phone) ?? 0) + 1);
    }
  }

  get current() {
    return this.people.get(this.chosen);
  }

  isTroublesome(phone) {
    return this.explanations.has(phone);
  }
}

/** A reply reaches the phone when it is delivered, not when Graph takes it. A failed one shows as a notice. */
export function isOnPhone(message) {
  return message.state !== 'accepted';
}
