import {
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { Failed, send } from '../api/request.ts';

/** Has the browser make a key and hands it in. @throws Failed in the words of an office */
export async function registerPasskey<Result>(prefix: string, name: string): Promise<Result> {
  const optionsJSON = await send<PublicKeyCredentialCreationOptionsJSON>('POST', `${prefix}/passkeys/options`);
  const response = await startRegistration({ optionsJSON }).catch(inWords);
  return await send<Result>('POST', `${prefix}/passkeys`, { name, response });
}

/** Has the browser show a key, as the second step of a sign-in. @throws Failed */
export async function showPasskey<Result>(): Promise<Result> {
  const optionsJSON = await send<PublicKeyCredentialRequestOptionsJSON>('POST', '/api/sign-in/passkey/options');
  const response = await startAuthentication({ optionsJSON }).catch(inWords);
  return await send<Result>('POST', '/api/sign-in/passkey', { response });
}

function inWords(error: unknown): never {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    throw new Failed('bad-input', '这个通行密钥已经登记过。', ['换一个通行密钥']);
  if (error instanceof Error && error.name === 'NotAllowedError')
    throw new Failed('bad-input', '没有取得通行密钥：已取消，或等待超时。', ['再试一次', '改用动态口令']);
  throw new Failed('bad-input', '本机或本浏览器不能使用通行密钥。', ['通行密钥须以https访问本系统', '改用动态口令']);
}
