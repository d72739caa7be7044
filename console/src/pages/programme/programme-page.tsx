import { queries } from '../../api/call.js'
import { PageHeader } from '../../shell/page-header.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Time } from '../../ui/time.js'
import { contentOf } from './content.js'
import { ProgrammeContent } from './programme-content.js'

/** The programme in force. */
export function Page() {
  const read = queries.useQuery('get', '/v1/programme', {}, { refetchInterval: 60_000 })
  return (
    <>
      <PageHeader
        title="Programme in force"
        lead={
          read.data !== undefined && (
            <>
              {contentOf(read.data.programme).title}.{' '}
              <To page="/programme/versions/$version" params={{ version: String(read.data.version) }}>
                Version {read.data.version}
              </To>
              , by {read.data.appliedBy}, <Time at={read.data.appliedAt} show="both" />
            </>
          )
        }
        actions={<To page="/programme/versions">Versions and proposals</To>}
      />
      <Loaded read={read} what="The programme" lines={12}>
        {({ programme }) => <ProgrammeContent programme={contentOf(programme)} />}
      </Loaded>
    </>
  )
}
