import { describe, expect, it } from 'vitest';
import { type Handler, handlerOf } from './hub-server.js';

const handler = (): Handler => async () => {};
const routes = { '/': handler(), '/graphql': handler(), '/odata/': handler(), '/odata/v4/': handler() };

describe('routes', () => {
  it('answer at the path itself', () => {
    expect(handlerOf(routes, '/graphql')).toBe(routes['/graphql']);
    expect(handlerOf(routes, '/')).toBe(routes['/']);
  });

  it('that end with a slash answer all that begins with them, the longest first', () => {
    expect(handlerOf(routes, '/odata/v4/')).toBe(routes['/odata/v4/']);
    expect(handlerOf(routes, '/odata/v4/insatser/$count')).toBe(routes['/odata/v4/']);
    expect(handlerOf(routes, '/odata/v3/insatser')).toBe(routes['/odata/']);
  });

  it.each(['/graphql/', '/graphql/x', '/nothing', '/odata', '//', '', '/__proto__/x', '/constructor'])(
    'answer nowhere else: %s',
    (path) => {
      expect(handlerOf(routes, path)).toBeUndefined();
    },
  );
});
