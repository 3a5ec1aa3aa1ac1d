// tsyringe, inside the certificate library, wants this polyfill loaded before it.
// oxlint-disable-next-line import/no-unassigned-import -- it is loaded for what it does, not for what it exports
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;

/** A key pair with its certificate, PEM for Node's `tls`. */
export interface Issued {
  certPem: string;
  keyPem: string;
}

export interface Authority extends Issued {
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

export interface LeafOptions {
  /** DNS names and IPv4 addresses that the certificate is for. */
  names: readonly string[];
  /** Who signs it; undefined: its own key. */
  authority: Authority | undefined;
  /** Days from now, in real time: clients check certificates by the real clock. Negative is past. */
  fromDays: number;
  untilDays: number;
}

/** A new certificate authority, valid around the real now. */
export async function createAuthority(commonName: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: `CN=${commonName}`,
    notBefore: new Date(Date.now() - 400 * dayMs),
    notAfter: new Date(Date.now() + 90 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys, certPem: certificate.toString('pem'), keyPem: await privateKeyPem(keys) };
}

/** A new server certificate; `spkiSha256` is base64, as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
export async function issueLeaf(options: LeafOptions): Promise<Issued & { spkiSha256: string }> {
  const keys = await newKeys();
  const subject = `CN=${options.names[0]}`;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject,
    issuer: options.authority?.certificate.subject ?? subject,
    notBefore: new Date(Date.now() + options.fromDays * dayMs),
    notAfter: new Date(Date.now() + options.untilDays * dayMs),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (options.authority?.keys ?? keys).privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        options.names.map((value): x509.JsonGeneralName => {
          return { type: /^[\d.]+$/.test(value) ? 'ip' : 'dns', value };
        }),
      ),
      await x509.AuthorityKeyIdentifierExtension.create((options.authority?.keys ?? keys).publicKey),
    ],
  });
  const spki = await webcrypto.subtle.exportKey('spki', keys.publicKey);
  const digest = await webcrypto.subtle.digest('SHA-256', spki);
  return {
    certPem: certificate.toString('pem'),
    keyPem: await privateKeyPem(keys),
    spkiSha256: Buffer.from(digest).toString('base64'),
  };
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

// The first digit is 1 to 7, so that the number is positive and needs no padding byte.
const newSerial = (): string =>
  `1${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}0`;

async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}
