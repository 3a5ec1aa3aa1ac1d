import type { Socket } from 'node:net';

/** Owns the sockets of one server, so that stopping leaves none behind. */
export class Sockets {
  readonly #open = new Map<Socket, { busy: number }>();

  add(socket: Socket): void {
    this.#open.set(socket, { busy: 0 });
    socket.once('close', () => this.#open.delete(socket));
    // A client that goes away in the middle is what many tests do.
    socket.on('error', () => socket.destroy());
  }

  /** Marks the connection from this remote port as answering (1) or done (-1). A TLS socket and its raw one share it. */
  busy(remotePort: number | undefined, step: 1 | -1): void {
    for (const [socket, state] of this.#open) if (socket.remotePort === remotePort) state.busy += step;
  }

  closeIdle(): void {
    for (const [socket, state] of this.#open) if (state.busy === 0) socket.destroy();
  }

  closeAll(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }
}
