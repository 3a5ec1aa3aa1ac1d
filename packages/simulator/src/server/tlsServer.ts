import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:net';
import type { CertificateKind, Certificates } from '../certificates/certificates.ts';
import type { FaultBox } from '../faults/faultBox.ts';
import { Sockets } from './sockets.ts';

/**
 * One port, several certificates: each connection is handed to the HTTPS server whose certificate the fault of the
 * moment wants. (Choosing in an SNI callback would miss clients that come to an address: they send no name.)
 */
export function createTlsServer(
  certificates: Certificates,
  faults: FaultBox,
  listener: RequestListener,
): { server: Server; sockets: Sockets } {
  const sockets = new Sockets();
  const byKind = new Map<CertificateKind, HttpsServer>();
  const serverFor = (kind: CertificateKind): HttpsServer => {
    const known = byKind.get(kind);
    if (known) return known;
    const { certPem, keyPem } = certificates.servers[kind];
    const server = createHttpsServer(
      { cert: certPem, key: keyPem, ALPNProtocols: ['http/1.1'] },
      (request, response) => {
        const { remotePort } = request.socket;
        sockets.busy(remotePort, 1);
        response.once('close', () => sockets.busy(remotePort, -1));
        listener(request, response);
      },
    );
    // Never: a server that closes first makes a kept connection fail at random.
    server.keepAliveTimeout = 0;
    server.on('clientError', (_error, socket) => socket.destroy());
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    byKind.set(kind, server);
    return server;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    serverFor(faults.forConnection(['badCertificate'])?.certificate ?? 'good').emit('connection', socket);
  });
  return { server, sockets };
}
