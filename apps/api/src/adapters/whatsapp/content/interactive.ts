import { MessageInteractive, parseProviderJson } from '../../../messaging';
import { asRecord, asText, asWord, Json } from '../normalise/reading';
import { asLine } from './showing';

/** What was chosen or filled in; of the business's own buttons and lists (echo, history) what they are. */
export function interactiveOf(content: unknown): MessageInteractive | null {
  const interactive = asRecord(content);
  if (interactive === undefined) return null;
  const kind = asWord(interactive.type) ?? 'interactive';
  const reply = asRecord(interactive[kind]) ?? {};
  return {
    kind,
    title: asLine(reply.title) ?? asLine(reply.response) ?? asLine(asRecord(interactive.header)?.text),
    id: asLine(reply.id) ?? asLine(reply.name),
    description: asLine(reply.description) ?? asLine(asRecord(interactive.body)?.text),
    responses: responsesOf(reply),
  };
}

/** Whoever made the form decided what it answers: mostly an object, in a text. */
function responsesOf({ response_json: json }: Json): Json | null {
  const text = asText(json);
  if (text === undefined) return asRecord(json) ?? null;
  try {
    const value = parseProviderJson(Buffer.from(text));
    return asRecord(value) ?? { value };
  } catch {
    return { value: asLine(text) };
  }
}
