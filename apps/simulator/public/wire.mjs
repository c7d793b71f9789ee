/** All people with their chats, the business number, the personas' suggestions and the troublesome numbers. */
export function loadPeople() {
  return ask('/sim/people');
}

/** Writes as the person. Resolves with the new message's id. */
export function write(phone, text) {
  return ask(`/sim/people/${encodeURIComponent(phone)}/messages`, { text });
}

/** Sends a file as the person. Resolves with the new message's id. */
export function sendFile(phone, file, details) {
  const query = new URLSearchParams({ filename: file.name, ...details });
  return answerOf(`/sim/people/${encodeURIComponent(phone)}/media?${query}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  });
}

export function addPerson(phone, name) {
  return ask('/sim/people', { phone, name });
}

/** Follows all chats; comes back by itself, even after the server refused once. */
export function follow({ onOpen, onChange, onLost }) {
  const stream = new EventSource('/sim/events');
  stream.addEventListener('open', onOpen);
  stream.addEventListener('chat', (event) => onChange(JSON.parse(event.data)));
  stream.addEventListener('error', () => {
    onLost();
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => follow({ onOpen, onChange, onLost }), 1000);
  });
}

function ask(path, body) {
  const options = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return answerOf(path, options);
}

async function answerOf(path, options) {
  const answer = await fetch(path, options);
  const content = await answer.json();
  if (!answer.ok)
    throw new Error(content.error ?? content.message ?? `The simulator answered ${answer.status}.`);
  return content;
}
