/** The few things that are thrown: everything else that goes against a person is a Refusal, an answer. */
export type FailureCode = 'not-found' | 'not-signed-in' | 'conflict' | 'stale' | 'replayed-differently' | 'bad-input';

/** Thrown by reads and acts; `http/answer.ts` is the one place that catches. `sentence` is shown as written. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly sentence: string;
  readonly whatWouldHelp: readonly string[];

  constructor(code: FailureCode, sentence: string, whatWouldHelp: readonly string[] = []) {
    super(sentence);
    this.code = code;
    this.sentence = sentence;
    this.whatWouldHelp = whatWouldHelp;
  }
}
