import { quickSteps } from './quick-steps.ts';
import { bin, runSteps } from './step.ts';

await runSteps([...quickSteps, { title: '规则与分层', command: [bin('vitest/vitest.mjs'), 'run', '--project', 'pure'] }]);
