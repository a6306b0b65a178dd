import type { Finding } from '../finding.ts';
import { nearestHint } from '../nearest.ts';
import type { OfficeDefinition } from '../rulebook.ts';
import type { PostPlace } from '../route/staff.ts';
import { officeShape } from './shape.ts';
import { shapeFindings } from './shape-findings.ts';
import type { Source } from './source.ts';

/** An office file, read: the office, and the file names of its regulations as written. */
export interface ReadOffice {
  readonly office: OfficeDefinition | undefined;
  readonly regulations: readonly string[];
  readonly findings: readonly Finding[];
  readonly source: Source;
}

/** Reads `单位.yaml`: posts with their superiors, and which pack files belong to the office. */
export function readOffice(source: Source): ReadOffice {
  const parsed = officeShape.safeParse(source.data ?? {}, { reportInput: true });
  if (!parsed.success) {
    const findings = source.findings.length > 0 ? source.findings : shapeFindings(source, [], parsed.error.issues);
    return { office: undefined, regulations: [], findings, source };
  }
  const written = parsed.data;
  const posts = Object.entries(written.职务).map(([post, place]): PostPlace => ({
    post,
    superior: place?.上级 ?? null,
    sole: place?.独任 === '是',
    collective: place?.集体 === '是',
    members: place?.成员 ?? null,
    quorum: place?.法定 ?? null,
  }));
  const office = { key: written.单位, name: written.名称, posts };
  return { office, regulations: written.制度, findings: [...postFaults(posts, source), ...bodyFaults(posts, source)], source };
}

function postFaults(posts: readonly PostPlace[], source: Source): readonly Finding[] {
  const known = new Map(posts.map((post) => [post.post, post]));
  return posts.flatMap(({ post, superior }): readonly Finding[] => {
    if (superior === null) return [];
    const place = source.place(['职务', post, '上级']);
    if (!known.has(superior))
      return [
        {
          check: 'post-nobody-holds',
          severity: 'error',
          sentence: `“${post}”的上级“${superior}”不在本单位的职务中${nearestHint(superior, known.keys())}。`,
          place,
        },
      ];
    return circles(post, known)
      ? [{ check: 'post-nobody-holds', severity: 'error', sentence: `“${post}”的上级绕回到了自己，回避时找不到人；请改正“上级”。`, place }]
      : [];
  });
}

/** Members and quorum belong to a body, both or neither; its members hold a post of the office. */
function bodyFaults(posts: readonly PostPlace[], source: Source): readonly Finding[] {
  return posts.flatMap(({ post, collective, members = null, quorum = null }): readonly Finding[] => {
    if (members === null && quorum === null) return [];
    const say = (check: Finding['check'], sentence: string, key: string): readonly Finding[] => [
      { check, severity: 'error', sentence, place: source.place(['职务', post, key]) },
    ];
    if (!collective || members === null || quorum === null)
      return say('shape', `“${post}”的“成员”和“法定”要一起写，并且只写在集体上。`, members === null ? '法定' : '成员');
    const held = posts.find((one) => one.post === members);
    if (held === undefined || held.collective)
      return say(
        'post-nobody-holds',
        `“${post}”的成员“${members}”不是本单位由个人担任的职务${nearestHint(
          members,
          posts.map((one) => one.post),
        )}。`,
        '成员',
      );
    return [];
  });
}

function circles(start: string, posts: ReadonlyMap<string, PostPlace>): boolean {
  const seen = new Set<string>();
  for (let post: string | null | undefined = start; post !== null && post !== undefined; post = posts.get(post)?.superior) {
    if (seen.has(post)) return post === start;
    seen.add(post);
  }
  return false;
}
