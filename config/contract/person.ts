/** People with an account. One real person, one account; the password never leaves the server. */
import { z } from 'zod';
import { CameraGroupRight, CameraRights, Role } from './rights.ts';

export const Person = z.object({
  id: z.string(),
  account: z.string(),
  /** The person's real name. */
  name: z.string(),
  /** Its name, as records show it. */
  unit: z.string(),
  /** Null where that name is no registered unit's. */
  unitId: z.string().nullable(),
  /** Whose people a community's are, as grids name it; empty for anybody else. */
  community: z.string(),
  /** 岗位: what the person is there, in the unit's own word; the role says what they may. */
  post: z.string(),
  phone: z.string(),
  role: Role,
  cameraGroups: CameraGroupRight,
  disabled: z.boolean(),
  createdAtMs: z.int(),
});
export type Person = z.infer<typeof Person>;

/** With what grants and grids give them now; never kept, and never in the record. */
export const RightsHolder = Person.extend({ cameraRights: CameraRights, gridIds: z.array(z.string()) });
export type RightsHolder = z.infer<typeof RightsHolder>;

const account = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, 'account');
const password = z.string().min(1).max(256);
/** Letters of a post. */
export const POST_MOST = 20;

export const SignIn = z.strictObject({
  account: z.string().min(1).max(64),
  password,
  /** A wall is never signed out for being idle. */
  wall: z.boolean().default(false),
});
export type SignIn = z.infer<typeof SignIn>;

/** Who is signed in here, and what this screen is. */
export const Session = z.object({
  person: RightsHolder,
  wall: z.boolean(),
  /** Not touched for this long, a desk is signed out; null on a wall. */
  idleSignOutMs: z.int().nullable(),
  site: z.object({ name: z.string(), timeZone: z.string() }),
});
export type Session = z.infer<typeof Session>;

export const ChangePassword = z.strictObject({ oldPassword: password, newPassword: password });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** Somebody who can be given a part in a case. */
export const Colleague = z.object({
  personId: z.string(),
  name: z.string(),
  unit: z.string(),
  post: z.string(),
  role: Role,
});
export type Colleague = z.infer<typeof Colleague>;

export const AddPerson = z.strictObject({
  account,
  name: z.string().trim().min(2).max(40),
  unit: z.string().trim().max(60).default(''),
  community: z.string().trim().max(60).default(''),
  post: z.string().trim().max(POST_MOST).default(''),
  phone: z.string().trim().max(30).default(''),
  role: Role,
  cameraGroups: CameraGroupRight.default('all'),
  password,
});
export type AddPerson = z.infer<typeof AddPerson>;

export const ChangePerson = z
  .strictObject({
    name: z.string().trim().min(2).max(40),
    unit: z.string().trim().max(60),
    community: z.string().trim().max(60),
    post: z.string().trim().max(POST_MOST),
    phone: z.string().trim().max(30),
    role: Role,
    cameraGroups: CameraGroupRight,
    disabled: z.boolean(),
    password,
  })
  .partial();
export type ChangePerson = z.infer<typeof ChangePerson>;

/** At least ten characters of three kinds (small, capital, digit, other): the rule of GB/T 22239 practice. */
export function isStrongPassword(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(text)).length;
  return text.length >= 10 && kinds >= 3;
}
