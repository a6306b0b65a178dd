import { civilDate } from '../src/rules/calendar/civil-date.ts';
import { runDailyDuties } from '../src/platform/obligations/daily.ts';
import type { Answer, TestOffice } from './office.ts';

/** One line of a register or a list, read by name as a page would. */
type Line = Answer['body'];

export interface Deeds {
  id(name: string): number;
  /** Performs a verb as somebody; what it answered. */
  deed(name: string, verb: string, input: object): Promise<Answer>;
  /** The result of a verb that must succeed. */
  done(name: string, verb: string, input: object): Promise<Line>;
  /** The code of the refusal. */
  refused(name: string, verb: string, input: object): Promise<string>;
  /** A file handed in as evidence. */
  proof(name: string): Promise<string>;
  register(name: string, which: string): Promise<Line[]>;
  mine(name: string): Promise<Line[]>;
  /** Everything somebody was ever told, page by page. */
  told(name: string): Promise<string>;
  /** Every duty of that name the office ever had, whatever became of it; `occasion` is what it is about. */
  duties(name: string): Promise<Line[]>;
  /** Signs the open step. */
  sign(name: string, matterId: number): Promise<Answer>;
  /** What the clockwork does on a day; the clock then stands at nine. */
  daily(day: string): Promise<void>;
}

export async function ok(answer: Promise<Answer>): Promise<Answer> {
  const got = await answer;
  if (got.status !== 200) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
}

/** The deeds of the people of the culture bureau, each signed in anew, since sessions end while the clock moves. */
export function deedsOf(office: TestOffice): Deeds {
  const pages = async (name: string, path: string): Promise<Line[]> => {
    const person = await office.as(name);
    const rows: Line[] = [];
    for (let after = ''; ;) {
      const { body } = await ok(person.get(`${path}${after === '' ? '' : `${path.includes('?') ? '&' : '?'}after=${after}`}`));
      rows.push(...body.rows);
      if (body.next === null) return rows;
      after = body.next;
    }
  };
  const deed = async (name: string, verb: string, input: object): Promise<Answer> => (await office.as(name)).post(`/api/verbs/${verb}`, input);
  return {
    id: (name) => office.culture.people.get(name) ?? 0,
    deed,
    done: async (name, verb, input) => (await ok(deed(name, verb, input))).body.result,
    refused: async (name, verb, input) => (await deed(name, verb, input)).body.refused?.code,
    proof: async (name) => (await (await office.as(name)).upload('证据.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'))).body.digest,
    register: (name, which) => pages(name, `/api/registers/${which}`),
    mine: (name) => pages(name, '/api/obligations?scope=mine'),
    told: async (name) => (await pages(name, '/api/notices')).map((one) => one.sentence).join(),
    duties: async (name) =>
      (await pages('李国栋', '/api/obligations?scope=office&state='))
        .filter((one) => one.duty === name)
        .map((one) => ({ ...one, occasion: one.subject === null ? '' : `${one.subject.kind}/${one.subject.id}` })),
    sign: async (name, matterId) => {
      const person = await office.as(name);
      const { body } = await person.get(`/api/matters/${matterId}`);
      return person.post(`/api/matters/${matterId}/approve`, { version: body.version, remark: null });
    },
    daily: async (day) => {
      office.at(day, '00:10');
      await runDailyDuties(office.open.world, { officeId: office.culture.officeId, day: civilDate(day) });
      for (const module of office.open.world.modules) for (const job of module.jobs) await job.run(office.open.world, office.culture.officeId);
      office.at(day);
    },
  };
}
