/** Cash that comes into the box: as the book asks for it. */
export function cashReceived(more: object = {}): object {
  const movement = { day: '2026-03-10', time: '09:30', movement: '结算', direction: '收', amount: 150_000, counterpart: '沈明', summary: '退回备用金' };
  return { ...movement, purpose: '备用金', document: '收001', bothSigned: true, ...more };
}
