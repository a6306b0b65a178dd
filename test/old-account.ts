import { ok } from './deeds.ts';
import type { Person } from './office.ts';

/** An account the office has had since before a regulation asked who decided to open it. */
export function oldAccount(account: string, bank = '示范县农村信用社') {
  return { account, bank, purpose: '基本户', approval: '县财政局批复', openedOn: '2019-06-03' };
}

/** Such an account, and what the treasury has paid in on a day, in fen. */
export async function fund(
  finance: Person,
  { account, amount, on }: { readonly account: string; readonly amount: number; readonly on: string },
): Promise<void> {
  await ok(finance.post('/api/verbs/register-account', oldAccount(account)));
  await ok(finance.post('/api/verbs/record-income', { source: '财政拨款', funding: '财政拨款', amount, account, receivedOn: on }));
}
