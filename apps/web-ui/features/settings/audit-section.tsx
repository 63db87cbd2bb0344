import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { SettingsSection } from './settings-section';

export function AuditSection() {
  return (
    <SettingsSection
      id="audit"
      title="Audit log"
      help="Who changed what in this workspace. Entries can be added, never changed or removed, and the log can be verified."
      action={
        <Button asChild>
          <Link href="/settings/audit">Open the audit log</Link>
        </Button>
      }
    >
      {null}
    </SettingsSection>
  );
}
