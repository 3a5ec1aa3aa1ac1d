import { request } from 'node:http';
import { controlVerbs, type Control } from './control.ts';

/** The control from another process: the same verbs, each a promise. */
export type RemoteControl = {
  [Verb in keyof Control]: (...args: Parameters<Control[Verb]>) => Promise<ReturnType<Control[Verb]>>;
};

/** A client of `Simulator.controlUrl`. It keeps no connection; a verb that the simulator refuses rejects with its words. */
export function connectControl(controlUrl: string): RemoteControl {
  const entries = Object.keys(controlVerbs).map((verb) => [
    verb,
    (...args: unknown[]) => post(new URL(verb, controlUrl), args),
  ]);
  return Object.fromEntries(entries) as RemoteControl;
}

function post(url: URL, args: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(args);
    const outgoing = request(
      url,
      // Its own connection: nothing is left open for the caller to close.
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => {
          try {
            const answer = JSON.parse(text) as { result?: unknown; error?: string };
            if (answer.error === undefined) resolve(answer.result ?? undefined);
            else reject(new Error(answer.error));
          } catch (error) {
            reject(error instanceof Error ? error : new Error('not the control interface'));
          }
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
