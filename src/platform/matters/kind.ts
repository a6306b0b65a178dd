import type { z } from 'zod';
import type { CivilDate } from '../../rules/calendar/civil-date.ts';
import type { Decision, Facts, Refusal } from '../../rules/decision.ts';
import type { Fen } from '../../rules/money.ts';
import type { Moment } from '../act/verb.ts';
import type { ActTx, ReadTx } from '../db/transaction.ts';
import type { Modules } from '../modules.ts';
import type { Paper } from './paper.ts';
import type { Worksheet } from './worksheet.ts';

/** A matter as its kind sees it. */
export interface MatterDraft<Form> {
  readonly matterId: number | null;
  readonly form: Form;
  readonly handlerId: number;
  readonly departmentId: number | null;
  readonly linkedMatterId: number | null;
  /** Evidence attached so far, by name: 发票, 公函 … */
  readonly evidence: readonly string[];
  /** The names the attached files came with. */
  readonly fileNames: readonly string[];
  /** What was attached, by the SHA-256 of its content, hex. */
  readonly digests: readonly string[];
  readonly today: CivilDate;
  readonly now: Date;
}

export interface Party {
  readonly personId: number;
  readonly role: '收款人' | '受益人' | '证明人';
}

/** What an approved matter is paid as, by finance. */
export interface PaidAs {
  readonly book: '机关' | '工会';
  /** null: the handler. */
  readonly payee: string | null;
  /** Category of spending in the office's own words: 差旅费, 公务接待. */
  readonly category: string;
  readonly funding: '财政拨款' | '其他资金';
  readonly unionPurpose: string | null;
  readonly spentOn: CivilDate;
  readonly unitId: number | null;
  readonly projectId: number | null;
  /** Part the person bears himself, in fen; if absent, what the decision says of 个人承担. */
  readonly personal?: number;
  /** What the payee has had already, as an advance, in fen. */
  readonly setOff?: number;
}

/** What a form comes down to for the platform. */
export interface Gist {
  readonly title: string;
  readonly amount: Fen | null;
  /** The rules in force on this day judge the matter. */
  readonly factDay: CivilDate;
  /** Everybody with an interest besides the handler. */
  readonly parties: readonly Party[];
  /** The matter this one settles or continues. */
  readonly linkedMatterId: number | null;
  /** Absent where the matter is not paid on. */
  readonly payment?: PaidAs;
}

/** A matter at the moment its route ends or a module verb acts on it. */
export interface StandingMatter<Form> {
  readonly matterId: number;
  readonly number: string;
  readonly kind: string;
  readonly form: Form;
  readonly handlerId: number;
  readonly departmentId: number | null;
  readonly amount: Fen | null;
  readonly factDay: CivilDate;
  readonly linkedMatterId: number | null;
  readonly decision: Decision;
}

/** A matter to be put on paper; a draft's form may be incomplete, so drafts are not. */
export interface MatterOnPaper<Form> {
  readonly matterId: number;
  readonly title: string;
  readonly form: Form;
  readonly handlerName: string;
  readonly departmentName: string | null;
  readonly linkedMatterId: number | null;
  readonly payment: PaidAs | null;
}

/** A matter being submitted: its number is taken last, after everything else that may be contended for. */
export type UnnumberedMatter<Form> = Omit<StandingMatter<Form>, 'number'>;

/** What a worksheet is made of: nothing is read for it a second time. */
export interface WorksheetOf<Background> {
  readonly background: Background;
  readonly decision: Decision;
}

/**
 * One kind of business. A module lists its kinds in its manifest; the platform's verbs work on all of them.
 * The rule question named here decides the route, the refusals, the evidence and the duties.
 */
export interface MatterKind<Form, Background = null> {
  /** English, kebab-case, unique: `spending-request`. */
  readonly kind: string;
  /** 支出事前审批 */
  readonly title: string;
  /** One line under the title when starting one. */
  readonly purpose: string;
  /** Question of the pack. Offices whose packs do not know the question do not have this kind. */
  readonly question: string;
  /** The class of economic business it belongs to, 支出报销; left out where it moves no money. Such a kind is open once its procedure is in use. */
  readonly businessClass?: string;
  /** Further questions of the office's packs, of other modules too, whose answers are added to the kind's own; `facts` gives the facts of all. An empty form is answered with those of every form. */
  readonly alsoAsks?: (form: Form) => readonly string[];
  /** Series of the number given at submission, e.g. 支审: 支审〔2026〕12号 */
  readonly series: string;
  readonly form: z.ZodType<Form>;
  /** What the platform needs to know; pure. */
  readonly gist: (draft: MatterDraft<Form>) => Gist;
  /** What the registers know of the matter, read once for its facts and its worksheet; kinds without a worksheet read it in `facts`. */
  readonly background?: (tx: ReadTx, draft: MatterDraft<Form>) => Promise<Background>;
  /** Facts for the question: the form's own plus what only the registers know (sums, numbers used). Posts of the parties are added by the platform. */
  readonly facts: (tx: ReadTx, draft: MatterDraft<Form>, background: Background) => Promise<Facts>;
  /** The kind's own reckoning line by line, pure; null where the form does not come to one. */
  readonly worksheet?: (draft: MatterDraft<Form>, of: WorksheetOf<Background>) => Worksheet | null;
  /** Words for what the form names by a number of the module's own, by field: `{ vehicleId: '湘J12345' }`. */
  readonly names?: (tx: ReadTx, form: Form) => Promise<Readonly<Record<string, string>>>;
  /** Its paper form, filled in. Kinds without one are shown and printed as any matter. */
  readonly paper?: (tx: ReadTx, matter: MatterOnPaper<Form>) => Promise<Paper>;
  /** Refusals whose words only the registers know: who has the car, from when to when. Each stands on a clause, as the pack answers it. */
  readonly objections?: (tx: ReadTx, draft: MatterDraft<Form>) => Promise<readonly Refusal[]>;
  /** The same of a matter that follows from an approved one of this kind: a claim for a repair that was never accepted. */
  readonly objectionsToFollower?: (tx: ReadTx, of: { readonly matterId: number; readonly follower: Follower }) => Promise<readonly Refusal[]>;
  /** Claims what may be used once (an invoice number) at submission; throws nothing, answers with constraint refusals through facts. */
  readonly whenSubmitted?: (tx: ActTx, matter: UnnumberedMatter<Form> & { readonly background: Background }, moment: Moment) => Promise<void>;
  /** What the last signature brings: register lines, duties. Duties named by the decision are opened by the platform. */
  readonly whenApproved?: (tx: ActTx, matter: StandingMatter<Form>, moment: Moment, modules: Modules) => Promise<void>;
  /** Gives back what was claimed when a matter is withdrawn, refused or voided. */
  readonly whenEnded?: (tx: ActTx, matter: StandingMatter<Form>, moment: Moment) => Promise<void>;
  /** Day 0 of the duties its approval opens; the day of the fact if not given. */
  readonly eventDay?: (form: Form, today: CivilDate) => CivilDate;
  /** Who owes the duties the decision opens, where the form names somebody else than the handler. */
  readonly dutyOwner?: (form: Form) => number | null;
  /** What an approved matter of this kind leads to, by the name of the kind; offered to its handler on the matter's page. */
  readonly leadsTo?: readonly LeadsTo<Form>[];
  /** The handler's own: his leave, his trip, his loan. With another handler it can only be ended. */
  readonly ofHandler?: true;
  /** State after the last signature: `approved` waits for a further act (payment, settlement), `closed` ends here. */
  readonly endsIn: 'approved' | 'closed';
}

/**
 * What one module asks about matters of the others (decision 0014): the answer is added to the kind's own like those of `alsoAsks`. An office
 * whose packs do not know the question asks nothing.
 */
export interface FurtherQuestion {
  /** Names of the kinds it is asked about, or all kinds of a class of business. */
  readonly kinds: readonly string[] | '各类业务';
  readonly question: string;
  /** The facts the question needs besides those of the kind; the form is another module's, so nothing is known of its fields. */
  readonly facts: (tx: ReadTx, draft: ForeignDraft, gist: Gist) => Promise<Facts>;
}

/** A draft as another module sees it. */
export type ForeignDraft = MatterDraft<Readonly<Record<string, unknown>>> & { readonly kind: Pick<AnyMatterKind, 'question' | 'businessClass'> };

/** A matter being filed on the ground of another, as the kind of that other sees it. */
export interface Follower {
  readonly kind: string;
  /** As its own kind has read it. */
  readonly form: unknown;
  readonly today: CivilDate;
}

/** A matter that follows from another: 据此报销, 据此派车. Nothing else may be linked to it; a kind filed by its handler and by a post too is named twice. */
export interface LeadsTo<Form> {
  /** Of this module or another; left out where the office does not have it. */
  readonly kind: string;
  /** On the button: 据此报销. */
  readonly label: string;
  /** The post that files it; the handler of this matter if absent. */
  readonly by?: string;
  /** What the new form takes over. */
  readonly start: (form: Form) => Readonly<Record<string, unknown>>;
}

/** Kinds are kept in one list whatever their form; each validates its own. */
export type AnyMatterKind = Omit<MatterKind<never, never>, 'form' | 'background'> & {
  readonly form: z.ZodType;
  readonly background?: (tx: ReadTx, draft: MatterDraft<never>) => Promise<unknown>;
};
