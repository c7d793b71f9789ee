import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { refetch } from './refetch';

describe('fetching again what changed', () => {
  const queryKey = ['thread'];
  let client: QueryClient;
  let answers: ((words: string) => void)[];
  let stop: () => void;

  beforeEach(() => {
    client = new QueryClient();
    answers = [];
    const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
    stop = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => undefined);
  });
  afterEach(() => {
    stop();
    client.clear();
  });

  const answer = async (words: string) => {
    answers.shift()?.(words);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('brings what is new', async () => {
    await answer('delivered');
    const done = refetch(client, queryKey);
    await answer('read');
    await done;
    expect(client.getQueryData(queryKey)).toBe('read');
  });

  it('loses no hint that comes while it is fetched for the first time', async () => {
    const done = refetch(client, queryKey);
    await answer('delivered');
    await answer('read');
    await done;
    expect(client.getQueryData(queryKey)).toBe('read');
  });
});
