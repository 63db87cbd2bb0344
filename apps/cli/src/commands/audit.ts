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
    const result = await open.application.services.audit.verify(open.principal.workspaceId);
    output.json({ ...result });
    output.text(
      result.isIntact
        ? `The audit log is intact: ${result.entryCount} entries.`
        : `The audit log is broken at entry ${result.brokenAt ?? 0}. ${result.problem ?? ''}`,
    );
    return result.isIntact ? EXIT.completed : EXIT.failed;
  },
};
