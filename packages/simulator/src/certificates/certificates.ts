import { createAuthority, issueLeaf, type Issued } from './issue.ts';

/** The ways in which a server certificate can be bad. */
export const badCertificateKinds = ['expired', 'otherCa', 'selfSigned', 'wrongHost'] as const;
export type BadCertificateKind = (typeof badCertificateKinds)[number];
export type CertificateKind = 'good' | BadCertificateKind;

/** The hosts that the simulator plays. `elsewhere.example` is the one that no key may ever reach. */
export const openRouterHost = 'openrouter.ai';
export const elsewhereHost = 'elsewhere.example';
const names = [openRouterHost, elsewhereHost, 'localhost', '127.0.0.1'];

export interface Certificates {
  /** The only authority to trust. The other one, of `otherCa`, is thrown away. */
  caPem: string;
  /** Base64 SHA-256 of the good server key's SubjectPublicKeyInfo. */
  serverKeySpki: string;
  servers: Record<CertificateKind, Issued>;
}

/** New keys and certificates for one run; nothing is kept on disk but what the caller writes. */
export async function createCertificates(): Promise<Certificates> {
  const [authority, other] = await Promise.all([
    createAuthority('OpenCredits simulator CA'),
    createAuthority('OpenCredits simulator, an authority nobody trusts'),
  ]);
  const now = { fromDays: -1, untilDays: 60 };
  const [good, expired, otherCa, selfSigned, wrongHost] = await Promise.all([
    issueLeaf({ names, authority, ...now }),
    issueLeaf({ names, authority, fromDays: -30, untilDays: -2 }),
    issueLeaf({ names, authority: other, ...now }),
    issueLeaf({ names, authority: undefined, ...now }),
    issueLeaf({ names: ['wrong.example'], authority, ...now }),
  ]);
  return {
    caPem: authority.certPem,
    serverKeySpki: good.spkiSha256,
    servers: { good, expired, otherCa, selfSigned, wrongHost },
  };
}
