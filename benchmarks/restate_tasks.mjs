// node restate_tasks.mjs PORT: the handler that Restate calls in http.sh: a keyed object whose state is read, changed
// and stored by each call.
import http2 from 'node:http2';

process.env.RESTATE_LOGGING ??= 'ERROR'; // two lines for each call would slow it down
process.env.NODE_ENV ??= 'production';
// Restate's package wants it of node 22; Debian's has none.
Promise.withResolvers ??= function withResolvers() {
  const made = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
const restate = await import('@restatedev/restate-sdk');

const task = restate.object({
  name: 'Task',
  handlers: {
    start: async (context, change) => {
      const state = (await context.get('state')) ?? { version: 0 };
      context.set('state', { version: state.version + 1, progress: 'in_progress', note: change.note });
      return { version: state.version + 1 };
    },
  },
});

const handler = restate.createEndpointHandler({ services: [task] });
http2.createServer(handler).listen(Number(process.argv[2]), '127.0.0.1');
