import { readProfile } from '../../onboarding/business-profile';
import { upload } from '../../media/upload';
import { field } from '../../sends/parameter';
import type { BusinessNumber } from '../../settings';
import { jsonOf, type GraphAccess, type GraphRequest } from '../graph-call';
import { invalidParameter, isFailure, type Answer } from '../graph-failure';
import { picked, type NodeType } from '../node-fields';
import { PHONE_NUMBER, phoneNumberNode } from './phone-number';

type NumberEdge = (
  access: GraphAccess,
  request: GraphRequest,
  number: BusinessNumber,
) => Answer | Promise<Answer>;

const PROFILE: NodeType = {
  name: 'WhatsAppBusinessProfile',
  usual: ['messaging_product'],
};

/** What can be done with a number, by edge and method; the edge '' is the number itself (facts G). Sends are elsewhere. */
export const NUMBER_EDGES: Readonly<Record<string, Readonly<Record<string, NumberEdge>>>> = {
  '': {
    GET: (access, request, number) =>
      picked(phoneNumberNode(access, number), PHONE_NUMBER, field(request.query, 'fields')),
    POST: (access, request, number) => access.numberDesk.configure(number, jsonOf(request)),
  },
  messages: {},
  media: { POST: (access, request, { phoneNumberId }) => upload(access.media, request, phoneNumberId) },
  request_code: { POST: (access, request, number) => access.numberDesk.requestCode(number, jsonOf(request)) },
  verify_code: { POST: (access, request, number) => access.numberDesk.verifyCode(number, jsonOf(request)) },
  register: { POST: (access, request, number) => access.numberDesk.register(number, jsonOf(request)) },
  deregister: { POST: (access, _request, number) => access.numberDesk.deregister(number) },
  whatsapp_business_profile: { GET: describeProfile, POST: changeProfile },
};

function describeProfile(access: GraphAccess, request: GraphRequest, number: BusinessNumber): Answer {
  const node = { ...EMPTY_PROFILE, ...access.profiles.find(number.phoneNumberId) };
  const profile = picked({ ...node, id: '' }, PROFILE, field(request.query, 'fields'));
  if (isFailure(profile)) return profile;
  // A profile has no id of its own, and what is empty is left out.
  const entries = Object.entries(profile).filter(([name, value]) => name !== 'id' && value !== undefined);
  return { data: [{ ...Object.fromEntries(entries), messaging_product: 'whatsapp' }] };
}

const EMPTY_PROFILE = {
  messaging_product: 'whatsapp',
  about: undefined,
  address: undefined,
  description: undefined,
  email: undefined,
  websites: undefined,
  vertical: undefined,
  profile_picture_url: undefined,
};

function changeProfile(access: GraphAccess, request: GraphRequest, number: BusinessNumber): Answer {
  const body = jsonOf(request);
  const changes = readProfile(body);
  if (isFailure(changes)) return changes;
  const handle = field(body, 'profile_picture_handle');
  if (handle !== undefined && access.uploads.typeOf(String(handle)) === undefined)
    return invalidParameter('Param profile_picture_handle is not the handle of an upload.');
  const { phoneNumberId } = number;
  const picture = `https://pps.whatsapp.net/v/t61.24694-24/${phoneNumberId}.jpg`;
  const profile = {
    ...access.profiles.find(phoneNumberId),
    ...changes,
    ...(handle !== undefined && { profile_picture_url: picture }),
  };
  access.media.ledger.record({ kind: 'profile.set', phoneNumberId, profile });
  return { success: true };
}
