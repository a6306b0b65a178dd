/** What stands at the head of a verb's file and only the database can show: what its statements leave of the rows of a matter. */

/** Every row of a matter, and how often the log names it. */
export interface Rows {
  readonly matter: Readonly<Record<string, unknown>>;
  readonly steps: unknown;
  readonly todos: unknown;
  readonly parties: unknown;
  readonly duties: unknown;
  readonly logged: number;
}

type Kept = (before: Rows, after: Rows) => boolean;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const nothingElse: Kept = ({ logged, ...before }, { logged: since, ...after }) => since === logged + 1 && same(before, after);
/** What a new form may change of a matter; its state and round are not among it. */
const ofForm = ['title', 'facts', 'amount', 'fact_day', 'linked_matter_id', 'payment', 'version'];
const withoutForm = (matter: Rows['matter']): unknown => Object.entries(matter).filter(([column]) => !ofForm.includes(column));

/** The SQL of `Rows`. */
export const ROWS = `
  select to_jsonb(m) as matter,
    (select jsonb_agg(to_jsonb(s) order by s.round, s.step) from matter_step s where s.office_id = m.office_id and s.matter_id = m.matter_id) as steps,
    (select jsonb_agg(to_jsonb(t) order by t.step, t.person_id) from todo t where t.office_id = m.office_id and t.matter_id = m.matter_id) as todos,
    (select jsonb_agg(to_jsonb(y) order by y.role, y.person_id) from matter_party y where y.office_id = m.office_id and y.matter_id = m.matter_id) as parties,
    (select jsonb_agg(to_jsonb(d) order by d.round, d.person_id, d.duty) from matter_duty d where d.office_id = m.office_id and d.matter_id = m.matter_id) as duties,
    (select count(*)::int from log_entry l where l.office_id = m.office_id and l.subject_kind = 'matter' and l.subject_id = m.matter_id::text) as logged
  from matter m where m.matter_id = $1`;

/** By the verb as its address has it: the file, and what is kept. */
export const KEPT: Readonly<Record<string, { readonly file: string; readonly what: string; readonly holds: Kept }>> = {
  'save-draft': {
    file: 'draft',
    what: 'route, signatures and state stay as they were',
    holds: (before, after) =>
      same(withoutForm(before.matter), withoutForm(after.matter)) &&
      same([before.steps, before.todos, before.duties], [after.steps, after.todos, after.duties]),
  },
  urge: { file: 'urge', what: 'nothing of the matter changes by it; it stands in its history', holds: nothingElse },
  remark: { file: 'remark', what: 'nothing of the matter changes by it; it stands in its history', holds: nothingElse },
  instruct: { file: 'instruct', what: 'nothing of the matter changes by it: what is to be done is a duty of its own', holds: nothingElse },
  correct: { file: 'correct', what: 'nothing of the matter changes by it; it stands in its history', holds: nothingElse },
  read: { file: 'read', what: 'nothing of the matter changes by it', holds: nothingElse },
  'ask-reassign': { file: 'reassign', what: 'nothing changes before the second has confirmed', holds: nothingElse },
  'ask-change-handler': { file: 'change-handler', what: 'nothing changes before the second has confirmed', holds: nothingElse },
};

/** A refused act, whatever it was: nothing at all is different afterwards. */
export const nothingChanged = (before: Rows, after: Rows): boolean => same(before, after);
