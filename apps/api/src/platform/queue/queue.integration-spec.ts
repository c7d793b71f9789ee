import { onEachQueueBackend } from '../../../test/support/queue-backends';
import { describeQueue } from './queue.contract';

onEachQueueBackend('a queue', describeQueue);
