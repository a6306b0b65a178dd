/** The few things that are thrown: everything else that goes against a person is a Refusal, an answer. */
export type FailureCode =
  | 'not-found'
  | /** Answered as not found, to somebody who may not know that it is there. */ 'withheld'
  | 'not-allowed'
  | 'not-signed-in'
  | 'conflict'
  | 'stale'
  | 'replayed-differently'
  | 'bad-input';

/** One field of an input that does not hold, as shown beside it. */
export interface FieldProblem {
  readonly path: string;
  readonly sentence: string;
}

/** Thrown by reads and acts; `http/answer.ts` is the one place that catches. `sentence` is shown as written. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly sentence: string;
  readonly whatWouldHelp: readonly string[];
  readonly fields: readonly FieldProblem[];

  constructor(code: FailureCode, sentence: string, whatWouldHelp: readonly string[] = [], fields: readonly FieldProblem[] = []) {
    super(sentence);
    this.code = code;
    this.sentence = sentence;
    this.whatWouldHelp = whatWouldHelp;
    this.fields = fields;
  }
}
