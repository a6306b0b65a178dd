import type { FastifyReply } from 'fastify';

/** Answers with a kept file under the name it came with; whatever it holds, a browser runs nothing of it. */
export function sendKept(
  reply: FastifyReply,
  { name, mediaType, bytes }: { readonly name: string; readonly mediaType: string; readonly bytes: Buffer },
): FastifyReply {
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(bytes);
}
