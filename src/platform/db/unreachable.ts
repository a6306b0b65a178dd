/** Codes and messages of connections that PostgreSQL or the network ended, and of servers that are starting or stopping. */
const UNREACHABLE =
  /^(08...|57P0[1-5]|53300|ECONN\w+|EPIPE|ETIMEDOUT)$|^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Is this the error of a connection rather than of a statement? */
export function isUnreachable(error: unknown): boolean {
  return error instanceof Error && UNREACHABLE.test('code' in error ? String(error.code) : error.message);
}

let tolerant = false;

/**
 * Queries travel together: when their connection breaks, whoever waits for the first is told, and the others fail with nobody looking. That ends no process – the
 * commit behind them never came –, while any other rejection nobody handles stays fatal.
 */
export function tolerateBrokenConnections(): void {
  if (tolerant) return;
  tolerant = true;
  process.on('unhandledRejection', (error) => {
    if (!isUnreachable(error)) throw error;
  });
}
