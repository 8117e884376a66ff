/** Quirks of signing in, and of being sent elsewhere. */
import type { Row } from './converse.ts';
import { digestOf, isBasic, USER, wants } from './login.ts';
import { type Alteration, refused, withRule } from './text-alterations.ts';

const from = 'gstreamer-h264';
const target = USER;
const DIGEST = 'Digest realm="cam", nonce="3f7a"';
const isDigest = (asked: Parameters<typeof digestOf>[0]) => digestOf(asked, 'cam', '3f7a');

const LOGIN_ROWS: Row[] = [
  {
    quirk: 'that asks for Basic',
    from,
    alter: [wants({ challenges: ['Basic realm="cam"'], isSigned: isBasic })],
    target,
    guards: 'digest.ts basicSigner',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that asks for Digest without qop, even for OPTIONS',
    from,
    alter: [wants({ challenges: [DIGEST], isSigned: isDigest, open: [] })],
    target,
    expects: { asked: [/^OPTIONS/, /^OPTIONS[\s\S]*Authorization/, /^TEARDOWN[\s\S]*Authorization/] },
    guards: 'digest.ts digestSigner: RFC 2069',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that asks for Digest with qop',
    from,
    alter: [
      wants({
        challenges: [`${DIGEST}, qop="auth-int,auth", opaque="", algorithm=MD5`],
        isSigned: (asked) => isDigest(asked) && /qop=auth,.*opaque=""|opaque="",.*qop=auth,/.test(asked.text),
      }),
    ],
    target,
    expects: { asked: [/nc=00000001/, /nc=00000002/] },
    guards: 'digest.ts digestSigner: withQop',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that asks for Digest with SHA-256',
    from,
    alter: [
      wants({
        challenges: [`${DIGEST}, algorithm=SHA-256`],
        isSigned: (asked) => digestOf(asked, 'cam', '3f7a', 'sha256'),
      }),
    ],
    target,
    guards: 'digest.ts isSha256',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that offers Basic and Digest: the password is never sent',
    from,
    alter: [wants({ challenges: ['Basic realm="cam"', DIGEST], isSigned: isDigest })],
    target,
    expects: { neverAsked: [/Authorization: Basic/] },
    guards: 'digest.ts signerFor: Digest before Basic',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that offers Digest and Basic in one header, each with a realm of its own',
    from,
    alter: [wants({ challenges: [`${DIGEST}, Basic realm="other"`], isSigned: isDigest })],
    target,
    guards: 'digest.ts readChallenge: the first value of a name',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that asks for a Digest nobody knows, and for Basic',
    from,
    alter: [wants({ challenges: [`${DIGEST}, algorithm=MD5-sess`, 'Basic realm="cam"'], isSigned: isBasic })],
    target,
    guards: 'digest.ts signerFor: only what can be answered',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose realm holds commas, brackets and an equals sign, and whose algorithm is in quotes',
    from,
    alter: [
      wants({
        challenges: ['Digest algorithm="MD5",nonce="3f7a",realm="IP Camera(C2345), id=1"'],
        isSigned: (asked) => digestOf(asked, 'IP Camera(C2345), id=1', '3f7a'),
      }),
    ],
    target,
    guards: 'digest.ts readChallenge: quoted values',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose nonce runs out, and who says so',
    from,
    alter: [wants(runningOut(', stale=true'))],
    target,
    guards: 'rtsp-line.ts ask(): nonceOf',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'whose nonce runs out, and who does not say so',
    from,
    alter: [wants(runningOut(''))],
    target,
    guards: 'rtsp-line.ts ask(): another nonce is another try',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that knows another password',
    from,
    alter: [wants({ challenges: [DIGEST], isSigned: isDigest })],
    target: { ...USER, password: 'wrong' },
    expects: {
      pictures: [],
      failure: 'CAMERA_WRONG_PASSWORD',
      asked: [/^DESCRIBE/, /^DESCRIBE/],
      neverAsked: [/^SETUP/],
    },
    guards: 'rtsp-line.ts ask(): signed and refused',
    seenToBreak: 'never',
  },
  {
    quirk: 'that knows another password and has another nonce for every try',
    from,
    alter: [withNewNonces()],
    target: { ...USER, password: 'wrong' },
    expects: { pictures: [], failure: 'CAMERA_WRONG_PASSWORD' },
    guards: 'rtsp-line.ts ask(): one more try, not one for each nonce',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that wants a password, where none was given',
    from,
    alter: [wants({ challenges: [DIGEST], isSigned: isDigest })],
    expects: { pictures: [], failure: 'CAMERA_WRONG_PASSWORD' },
    guards: 'rtsp-line.ts ask(): no name and no password',
    seenToBreak: 'never',
  },
  {
    quirk: 'that forbids it',
    from,
    alter: [refused({ method: 'DESCRIBE' }, '403 Forbidden')],
    expects: { pictures: [], failure: 'CAMERA_WRONG_PASSWORD', detail: { status: 403 } },
    guards: 'rtsp-line.ts mustBeOk: 403',
    seenToBreak: 'without its guard',
  },
];

/** Asks for one nonce up to SETUP and for another from PLAY on. */
function runningOut(more: string): Parameters<typeof wants>[0] {
  const challenges = ['Digest realm="cam", nonce="first"'];
  return {
    challenges,
    isSigned: (asked) => {
      const isLate = ['PLAY', 'TEARDOWN'].includes(asked.method);
      challenges[0] = isLate ? `Digest realm="cam", nonce="second"${more}` : 'Digest realm="cam", nonce="first"';
      return digestOf(asked, 'cam', isLate ? 'second' : 'first');
    },
  };
}

function withNewNonces(): Alteration {
  let count = 0;
  return withRule({
    when: ({ method }) => method !== 'OPTIONS',
    say: () => {
      count += 1;
      return `RTSP/1.0 401 Unauthorized\r\nCSeq: 0\r\nWWW-Authenticate: Digest realm="cam", nonce="n${count}"`;
    },
  });
}

/** Whoever asks for /cam is sent on; `{host}` and `{port}` are those of the replay server. */
function sentTo(location: string, status = '302 Moved Temporarily'): Alteration {
  return refused({ method: 'DESCRIBE', url: /\/cam$/ }, status, `Location: ${location}`);
}

const REDIRECT_ROWS: Row[] = [
  {
    quirk: 'that is elsewhere',
    from,
    alter: [sentTo('rtsp://{host}/elsewhere')],
    expects: {
      asked: [/^DESCRIBE rtsp:\/\/camera\/cam /, /^OPTIONS rtsp:\/\/camera\/elsewhere /, /^DESCRIBE/, /^SETUP/],
    },
    guards: 'rtsp-line.ts followingRedirects: Redirected',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that is elsewhere for good, at another path of the same host',
    from,
    alter: [sentTo('/elsewhere', '301 Moved Permanently')],
    expects: { asked: [/^DESCRIBE rtsp:\/\/camera\/elsewhere /] },
    guards: 'addresses.ts redirectUrl: a path',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that is beside where it was asked for',
    from,
    alter: [sentTo('elsewhere')],
    expects: { asked: [/^DESCRIBE rtsp:\/\/camera\/elsewhere /] },
    guards: 'addresses.ts redirectUrl: a relative path',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends us round in a circle',
    from,
    alter: [sentTo('/cam')],
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 302, reason: 'too many redirects' } },
    guards: 'rtsp-line.ts followingRedirects: MAX_REDIRECTS',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends us to the web',
    from,
    alter: [sentTo('http://127.0.0.1/login.html')],
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 302 } },
    guards: 'addresses.ts redirectUrl: only rtsp',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends us to no address at all',
    from,
    alter: [sentTo('rtsp://:99999/')],
    expects: { pictures: [], failure: 'CAMERA_REFUSED', detail: { status: 302 } },
    guards: 'addresses.ts redirectUrl: what cannot be asked',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends us elsewhere after SETUP',
    from,
    alter: [refused({ method: 'SETUP', times: 1 }, '302 Found', 'Location: /elsewhere')],
    expects: { asked: [/^SETUP rtsp:\/\/camera\/cam\//, /^DESCRIBE rtsp:\/\/camera\/elsewhere /] },
    guards: 'rtsp-client.ts #setUp: mustBeOk',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that says the password with the address it sends us to',
    from,
    alter: [
      sentTo('rtsp://viewer:a%20b%3Ac%40d@{host}/elsewhere'),
      wants({ challenges: [DIGEST], isSigned: (asked) => asked.url.endsWith('/cam') || isDigest(asked) }),
    ],
    expects: { asked: [/^DESCRIBE rtsp:\/\/camera\/elsewhere [\s\S]*Authorization/] },
    guards: 'rtsp-line.ts redirected: said',
    seenToBreak: 'as it was',
  },
  {
    quirk: 'that sends us to another path, which wants the same password',
    from,
    alter: [sentTo('/elsewhere'), wants({ challenges: [DIGEST], isSigned: isDigest })],
    target,
    expects: { asked: [/^DESCRIBE rtsp:\/\/camera\/elsewhere [\s\S]*Authorization/] },
    guards: 'rtsp-line.ts redirected: same host, same password',
    seenToBreak: 'without its guard',
  },
  {
    quirk: 'that sends us to another host: the password stays behind',
    from,
    alter: [
      sentTo('rtsp://localhost:{port}/elsewhere'),
      wants({ challenges: ['Basic realm="cam"'], isSigned: isBasic }),
    ],
    target,
    expects: {
      pictures: [],
      failure: 'CAMERA_WRONG_PASSWORD',
      asked: [/^DESCRIBE rtsp:\/\/localhost:\d+\/elsewhere /],
      neverAsked: [/^\w+ rtsp:\/\/localhost[\s\S]*Authorization/],
    },
    guards: 'rtsp-line.ts redirected: isSameHost',
    seenToBreak: 'without its guard',
  },
];

export const SIGNING_ROWS = [...LOGIN_ROWS, ...REDIRECT_ROWS];
