import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
/** A phone's clock may be one code ahead or behind. */
const WINDOW = 1;

/** A new secret, base32, as it is typed into a phone by hand. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function totp(secret: string, of: { readonly issuer: string; readonly label: string } = { issuer: '规矩', label: '' }): TOTP {
  return new TOTP({ ...of, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) });
}

/** otpauth://totp/… for the QR code (RFC 6238, as every authenticator reads it). */
export function otpauthUri(secret: string, of: { readonly issuer: string; readonly label: string }): string {
  return totp(secret, of).toString();
}

/**
 * The time step a code belongs to; undefined if it is wrong, or of a step already taken: no code is good twice.
 * @param lastStep the last step taken; null if none was.
 */
export function stepOfCode(
  secret: string,
  { code, lastStep, now }: { readonly code: string; readonly lastStep: number | null; readonly now: Date },
): number | undefined {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  return lastStep === null || step > lastStep ? step : undefined;
}

const RECOVERY_CODES = 10;

/** Ten recovery codes of 80 bits, shown once: `K7QF-2MXA-9PLC-TTEB`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => newCode(10));
}

/** So many random bytes as they are read out and typed: five make `K7QF-2MXA`. */
export function newCode(bytes: number): string {
  return new Secret({ buffer: new Uint8Array(randomBytes(bytes)).buffer }).base32.replace(/(.{4})(?=.)/g, '$1-');
}

/** What is kept of a recovery code; 80 random bits need no slow hash. */
export function hashRecoveryCode(code: string): string {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z2-7]/g, ''))
    .digest('hex');
}
