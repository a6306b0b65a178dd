import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { FactFault, RuleFault } from '../../rules/fact-fault.ts';
import { act, type Deed } from '../act/act.ts';
import type { Credential } from '../act/actor.ts';
import { Failure, type FailureCode, type FieldProblem } from '../act/failure.ts';
import type { Verb } from '../act/verb.ts';
import { isUnreachable } from '../db/unreachable.ts';
import type { World } from '../world.ts';
import { inWordsOf } from './office-words.ts';
import { credentialOf, keyOf } from './session.ts';

const STATUS: Readonly<Record<FailureCode, number>> = {
  'not-found': 404,
  withheld: 404,
  'not-allowed': 403,
  'not-signed-in': 401,
  conflict: 409,
  stale: 409,
  'replayed-differently': 409,
  'bad-input': 400,
};

interface FailureAnswer {
  readonly failure: { readonly code: string; readonly sentence: string; readonly whatWouldHelp: readonly string[]; readonly fields: readonly FieldProblem[] };
}

/** A request with its reply; `credential` where the person is not signed in yet. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly credential?: Credential;
}

/** Performs a verb for the person of the request. A refusal is answered here with 422 and undefined comes back. */
export async function perform<Input, Seen, Plan, Result>(
  world: World,
  { request, reply, credential = credentialOf(request) }: Exchange,
  { verb, input }: { readonly verb: Verb<Input, Seen, Plan, Result>; readonly input: Input },
): Promise<{ readonly done: Result } | undefined> {
  const deed: Deed<Input, Seen, Plan, Result> = { credential, verb, input, key: keyOf(request) };
  const answer = await act(world, deed);
  if ('done' in answer) return answer;
  await reply.code(422).send(await inWordsOf(world, request, answer));
  return undefined;
}

/** The one place that catches: every error becomes a Chinese sentence that says what, and what would help. */
export function answerErrors(app: FastifyInstance, world: Pick<World, 'pool' | 'clock'>): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, answer } = failureOf(error);
    if (status < 500) return reply.code(status).send(await inWordsOf(world, request, answer));
    if (status !== 500) return reply.code(status).send(answer);
    const reference = randomUUID().slice(0, 8);
    request.log.error({ err: error, reference });
    return reply
      .code(500)
      .send(failure('internal', `系统出错，本次操作没有办理，任何内容都没有改变。错误编号${reference}。`, ['稍后重试', '仍不成功时把错误编号告诉系统管理员']));
  });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send(failure('not-found', '没有这个地址。', ['从首页重新进入'])));
}

function failureOf(error: FastifyError): { readonly status: number; readonly answer: FailureAnswer } {
  if (error instanceof Failure)
    return {
      status: STATUS[error.code],
      answer: failure(error.code === 'withheld' ? 'not-found' : error.code, error.sentence, error.whatWouldHelp, error.fields),
    };
  if (error instanceof FactFault)
    return { status: 400, answer: failure('bad-input', error.message, ['补充或更正后重试'], [{ path: error.term, sentence: error.message }]) };
  if (error instanceof RuleFault) return { status: 409, answer: failure('conflict', error.message, ['请系统管理员运行制度体检（guiju check）']) };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.replaceAll('/', '.').replace(/^\./, ''),
      sentence: issue.message ?? '填写有误',
    }));
    return { status: 400, answer: failure('bad-input', `填写有误，共${fields.length}处：${fields[0]?.sentence ?? ''}`, ['按各栏提示更正'], fields) };
  }
  switch (error.statusCode) {
    case 413:
      return { status: 413, answer: failure('too-large', '内容过大，单个文件不超过20MB，表单不超过1MB。', ['压缩或分开后重试']) };
    case 415:
      return { status: 415, answer: failure('wrong-type', '不接收这种格式的内容。', ['从本系统页面重新操作']) };
    case 429:
      return { status: 429, answer: failure('too-often', '操作过于频繁，请稍候再试。', ['一分钟后重试']) };
    default:
      break;
  }
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: error.statusCode, answer: failure('bad-input', '请求的内容无法读取，没有办理。', ['从本系统页面重新操作']) };
  const outage = outageOf(error);
  if (outage !== undefined) return outage;
  if (isOutOfRange(error)) return { status: 404, answer: failure('not-found', '没有这个编号。') };
  return { status: 500, answer: failure('internal', '') };
}

/** The database's disk, or that of the files. */
const NO_SPACE = /^(53100|ENOSPC|EDQUOT)$/;

/** What the machine cannot do just now: said apart from what the program did wrong. Whether a deed was done is found out by doing it again under its key. */
function outageOf(error: Error): { readonly status: number; readonly answer: FailureAnswer } | undefined {
  const code = 'code' in error ? String(error.code) : error.message;
  if (NO_SPACE.test(code))
    return { status: 507, answer: failure('no-space', '服务器磁盘空间不足，本次操作没有办理，任何内容都没有改变。', ['请系统管理员清理或扩充磁盘后重试']) };
  if (isUnreachable(error))
    return {
      status: 503,
      answer: failure('unavailable', '数据库暂时连接不上。', ['稍后原样再办一次，已经办理的不会重复办理', '持续不能恢复时告诉系统管理员']),
    };
  return undefined;
}

/** PostgreSQL: an id beyond the type's range names nothing. */
function isOutOfRange(error: Error): boolean {
  return 'code' in error && error.code === '22003';
}

function failure(code: string, sentence: string, whatWouldHelp: readonly string[] = [], fields: readonly FieldProblem[] = []): FailureAnswer {
  return { failure: { code, sentence, whatWouldHelp, fields } };
}
