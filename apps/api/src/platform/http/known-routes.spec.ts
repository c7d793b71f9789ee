import { KnownRoutes } from './known-routes';

describe('the known routes', () => {
  const known = new KnownRoutes();
  known.add('/api/v1/channels', ['GET', 'HEAD']);
  known.add('/api/v1/channels', 'POST');
  known.add('/api/v1/channels/:channelId', 'PATCH');
  known.add('/api/v1/me.json', 'GET');
  known.add('/api/docs/*', 'GET');

  it.each([
    ['/api/v1/channels', ['GET', 'HEAD', 'POST']],
    ['/api/v1/channels/1', ['PATCH']],
    ['/api/docs/a/b.css', ['GET']],
    ['/api/v1/me.json', ['GET']],
    ['/api/v1/meXjson', []],
    ['/api/v1/channels/', []],
    ['/api/v1/channels/1/2', []],
    ['/api/v1', []],
    ['', []],
  ])('at %s take %j', (path, methods) => expect(known.methodsAt(path)).toEqual(methods));
});
