/** An element with properties (or attributes, where there is no such property) and children; null children are left out. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function avatar({ phone, name }) {
  const tone = [...phone].reduce((sum, digit) => sum * 7 + Number(digit), 3) % 6;
  return el('span', { className: `avatar tone-${tone}`, ariaHidden: 'true' }, initials(name));
}

/** One tick when the message left the phone, two once the product answered its webhook with 200. */
export function ticks(state) {
  const isDelivered = state === 'delivered';
  const svg = svgElement('svg', {
    viewBox: '0 0 17 12',
    class: `ticks${isDelivered ? ' is-delivered' : ''}`,
  });
  const words = isDelivered
    ? 'Delivered: the webhook was answered with 200'
    : 'Sent: the webhook is not answered yet';
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', words);
  const title = svgElement('title', {});
  title.textContent = words;
  svg.append(title, svgElement('path', { d: 'm1 6.5 3.4 3.6L11 1.6' }));
  svg.append(svgElement('path', { class: 'second', d: 'm7.2 9.2.9.9 6.7-8.5' }));
  return svg;
}

function svgElement(tag, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function initials(name) {
  const words = name.replace(/^\+/, '').split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join(/\p{Script=Arabic}/u.test(name) ? '\u200c' : '').toLocaleUpperCase();
}
