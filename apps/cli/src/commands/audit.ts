import { CodexError } from '@codexos/utils/errors';
import { EXIT, type Command } from '../command.ts';
import { openApplication } from '../open-application.ts';

export const auditCommand: Command = {
  usage: 'audit verify',
  summary: 'whether any entry of the audit log was changed or removed',
  async run({ words: [verb], options, output }) {
    if (verb !== 'verify')
      throw new CodexError({
        code: 'REQUEST_INVALID',
        message: `audit does not know ${verb ?? 'an empty verb'}.`,
        hint: 'audit verify',
      });
    await using open = await openApplication(options);
    const { audit } = open.application.services;
    const logs = [];
    for (const workspaceId of await audit.workspaces())
      logs.push({ workspaceId, ...(await audit.verify(workspaceId)) });
    const broken = logs.find(({ isIntact }) => !isIntact);
    const entryCount = logs.reduce((sum, log) => sum + log.entryCount, 0);
    output.json({ isIntact: broken === undefined, entryCount, logs });
    output.text(
      broken
        ? `The audit log of workspace ${broken.workspaceId} is broken at entry ${broken.brokenAt ?? 0}. ${broken.problem ?? ''}`
        : `The audit log is intact: ${entryCount} entries in ${logs.length === 1 ? 'one workspace' : `${logs.length} workspaces`}.`,
    );
    return broken ? EXIT.failed : EXIT.completed;
  },
};
