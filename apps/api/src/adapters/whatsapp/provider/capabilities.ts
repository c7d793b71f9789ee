import { ChannelCapabilities } from '../../../channels';
import { WHATSAPP } from '../whatsapp.adapter';

/** What can be done with a number of the Cloud API (facts: cloud-api.md B, D, E, F, G; seeds.md 3.2). */
export const CAPABILITIES: ChannelCapabilities = {
  provider: WHATSAPP,
  operations: [
    { id: 'read_number', name: 'See how the number is', complexity: 1 },
    { id: 'read_account', name: 'See how the account is', complexity: 1 },
    { id: 'read_profile', name: 'See the business profile', complexity: 1 },
    { id: 'list_templates', name: 'List message templates', complexity: 1 },
    { id: 'get_media', name: 'Get a received file', complexity: 1 },
    { id: 'send_message', name: 'Send a message', complexity: 2 },
    { id: 'mark_read', name: 'Mark a message as read', complexity: 2 },
    { id: 'upload_media', name: 'Upload a file', complexity: 2 },
    { id: 'create_template', name: 'Submit a message template', complexity: 2 },
    { id: 'edit_template', name: 'Change a message template', complexity: 3 },
    { id: 'delete_template', name: 'Delete a message template', complexity: 3 },
    { id: 'update_profile', name: 'Change the business profile', complexity: 3 },
    { id: 'subscribe', name: 'Have messages delivered to us', complexity: 3 },
    { id: 'request_code', name: 'Ask for a verification code', complexity: 3 },
    { id: 'verify_code', name: 'Give the verification code', complexity: 3 },
    { id: 'set_pin', name: 'Set the PIN of two-step verification', complexity: 4 },
    { id: 'register', name: 'Register the number', complexity: 4 },
    { id: 'deregister', name: 'Take the number off the Cloud API', complexity: 4 },
  ],
  requiredParameters: ['accessToken', 'phoneNumberId'],
  optionalParameters: ['wabaId', 'appSecret', 'verifyToken'],
  limits: {
    messagesPerSecond: 80,
    secondsBetweenMessagesToOnePerson: 6,
    managementCallsPerHour: 5_000,
  },
  supportsWebhooks: true,
};
