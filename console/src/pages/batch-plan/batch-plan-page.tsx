import { PageHeader } from '../../shell/page-header.js'

/** x */
export function Page() {
  return <PageHeader title="Plan a batch" />
}
