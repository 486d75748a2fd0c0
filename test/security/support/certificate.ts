import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate for `localhost` and its key, as PEM, made for one test and signed by itself. */
export function selfSigned(name = 'localhost'): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, [oid('2a8648ce3d040302')]);
  const subject = der(0x30, [der(0x31, [der(0x30, [oid('550403'), der(0x0c, [Buffer.from(name)])])])]);
  const validity = der(
    0x30,
    ['250101000000Z', '491231235959Z'].map((time) => der(0x17, [Buffer.from(time)])),
  );
  const toBeSigned = der(0x30, [
    der(0xa0, [der(0x02, [Buffer.from([2])])]),
    der(0x02, [Buffer.from([1])]),
    ...[ecdsaWithSha256, subject, validity, subject],
    publicKey.export({ type: 'spki', format: 'der' }),
  ]);
  const signature = der(0x03, [Buffer.from([0]), sign('sha256', toBeSigned, privateKey)]);
  const whole = der(0x30, [toBeSigned, ecdsaWithSha256, signature]).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function der(tag: number, parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function oid(hex: string): Buffer {
  return der(0x06, [Buffer.from(hex, 'hex')]);
}
