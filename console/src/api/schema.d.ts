// Written by npm run client out of the OpenAPI document. Do not change it by hand.

export interface paths {
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the fleet, or a part of it, stands
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open failures by code, cohort, lane and firmware, with trend, who acts and the remedy
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Duties by the month in which they fall due, and their health today
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getDuties"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/duties/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Duties by the day on which they fall due, and their health today; days without any are left out
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getDutiesDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every stable code with what it means, who acts and what to do
         * @description Anyone who is signed in.
         */
        get: operations["getCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open inventory exceptions by owner and code
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getExceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meters with inventory exceptions, each with what was registered and what was reported
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getExceptionsMeters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions/meters.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inventory exceptions as CSV, one a line (columns: docs/api.md)
         * @description Needs `meters:export` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getExceptionsMetersCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The operations log: what was decided about lanes, batches, the programme, actions and imports, latest first
         * @description Needs `batches:read` (operator, approver, auditor, admin).
         */
        get: operations["getDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What filters know by name: suppliers, cohorts, lanes, SMSOs, stages, and the failure codes of the retry table
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many meters a filter has; from the counters, or looked at one by one up to five hundred
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getMetersCount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live counters as server-sent events: an event “counters” now, and whenever they change
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meters of a filter, in the order of their numbers or by due date
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getMeters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meters by meter point, device id or hub, the first twenty
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One meter's story; its ETag goes with a decision as If-Match
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getMetersMeter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All meters of a filter as CSV, streamed from one snapshot (columns: docs/cli.md)
         * @description Needs `meters:export` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getMetersCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attempt again; a blocked or waiting meter is checked again
         * @description Needs `meters:decide` (operator, supplier, admin).
         */
        post: operations["postMetersMeterRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the meter back from its lane, unless its attempt is in flight
         * @description Needs `meters:decide` (operator, supplier, admin).
         */
        post: operations["postMetersMeterWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/authorise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the Responsible Supplier's authorisation
         * @description Needs `meters:authorise` (operator, supplier, admin).
         */
        post: operations["postMetersMeterAuthorise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace with a SMETS2 meter: order, appoint, record a failed visit, done, or cancel
         * @description Needs `meters:decide` (operator, supplier, admin).
         */
        post: operations["postMetersMeterReplace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/exclude": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exclude from enrolment: ends the duty by a named decision
         * @description Needs `meters:exclude` (approver, admin).
         */
        post: operations["postMetersMeterExclude"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen an exclusion; the journey goes on from the inventory
         * @description Needs `meters:exclude` (approver, admin).
         */
        post: operations["postMetersMeterReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/lose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The installation is gone
         * @description Needs `meters:decide` (operator, supplier, admin).
         */
        post: operations["postMetersMeterLose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct data of the meter; it is checked again from the inventory on
         * @description Needs `meters:decide` (operator, supplier, admin).
         */
        post: operations["postMetersMeterCorrect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter}/change-supplier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer switched: the new supplier owns the journey and its duty
         * @description Needs `meters:change-supplier` (operator, admin).
         */
        post: operations["postMetersMeterChangeSupplier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meters that changed supplier, the last recorded first; the losing supplier is not told to whom
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replacements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Meters with a SMETS2 replacement on its way or done, with its dates, in the order of their numbers
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getReplacements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of a portfolio by month: enrolled, replaced, excluded, failed, decided, breached, attempts, cost
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures of a portfolio by month as CSV
         * @description Needs `meters:export` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getFiguresCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count what an action would do: who can, who cannot, and what to do first; nothing is changed
         * @description Needs `actions:begin` (operator, approver, supplier, admin).
         */
        post: operations["postActionsDryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Actions with their results, the newest first; a supplier sees those of its own people
         * @description Needs `actions:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getActions"];
        put?: never;
        /**
         * Begin an action: the meters that are counted are those that are acted on
         * @description Needs `actions:begin` (operator, approver, supplier, admin).
         */
        post: operations["postActions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One action: what was asked, by whom, and what came of it
         * @description Needs `actions:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getActionsAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/{action}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The meters of an action, each with its result, in the order of their journeys
         * @description Needs `actions:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getActionsActionMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/{action}/members.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The meters of an action with their results as CSV, streamed from one snapshot (columns: docs/cli.md)
         * @description Needs `actions:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getActionsActionMembersCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/{action}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an action that was counted and held
         * @description Needs `actions:begin` (operator, approver, supplier, admin).
         */
        post: operations["postActionsActionStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/actions/{action}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an action: what has not reached its meter does not any more; what has is not undone
         * @description Needs `actions:begin` (operator, approver, supplier, admin).
         */
        post: operations["postActionsActionStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/authorisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suppliers’ words on their meters in batches that go on: given, and waited for; a supplier sees its own
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getAuthorisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/authorise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record a supplier's word on its meters in a batch; refused, its installations are given back
         * @description Needs `meters:authorise` (operator, supplier, admin).
         */
        post: operations["postBatchesBatchAuthorise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/authorisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Authorisation files of a batch, one for each supplier, which says authorised or refused on each line
         * @description Needs `meters:authorise` (operator, supplier, admin).
         */
        get: operations["getBatchesBatchAuthorisations"];
        put?: never;
        /**
         * Take an authorisation file that a supplier returned: whole or not at all, and once
         * @description Needs `meters:authorise` (operator, supplier, admin).
         */
        post: operations["postBatchesBatchAuthorisations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the lanes stand: in flight, today’s use, queue, oldest, success, breaker, window
         * @description Needs `lanes:read` (operator, approver, auditor, admin).
         */
        get: operations["getLanes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/{lane}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One lane, with its suppliers’ shares of the day and the latest decisions; its ETag goes with a change
         * @description Needs `lanes:read` (operator, approver, auditor, admin).
         */
        get: operations["getLanesLane"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lane-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people and breakers decided about a lane, or about all of them, the newest first
         * @description Needs `lanes:read` (operator, approver, auditor, admin).
         */
        get: operations["getLaneEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people were told, the newest first
         * @description Needs `lanes:read` (operator, approver, auditor, admin).
         */
        get: operations["getNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Emergency stop of all lanes: nothing new is submitted, what is in flight lands
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift the emergency stop; a lane that is also stopped by itself stays so
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesLift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/{lane}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a lane: nothing new is submitted, what is in flight lands
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesLaneStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/{lane}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift the stop of a lane
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesLaneLift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/{lane}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set temporary limits of a lane; they hold from the next claim on and end by themselves
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesLaneLimits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/{lane}/limits/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the temporary limits of a lane: the programme’s hold again
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesLaneLimitsReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lanes/{lane}/breaker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the breaker of a lane open, force it closed, or let it move by itself again
         * @description Needs `lanes:control` (operator, approver, admin).
         */
        post: operations["postLanesLaneBreaker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a batch would be: how many match and can go now, the rest by reason, days, misses, cost
         * @description Needs `batches:plan` (operator, admin).
         */
        post: operations["postBatchesDryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Batches, the newest first
         * @description Needs `batches:read` (operator, approver, auditor, admin).
         */
        get: operations["getBatches"];
        put?: never;
        /**
         * Plan a batch: the meters that match are its members from now on; the dry run answered is of this set
         * @description Needs `batches:plan` (operator, admin).
         */
        post: operations["postBatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One batch: progress, health, waves, pace, children, who did what; its ETag goes with a command
         * @description Needs `batches:read` (operator, approver, auditor, admin).
         */
        get: operations["getBatchesBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a draft forward for approval
         * @description Needs `batches:plan` (operator, admin).
         */
        post: operations["postBatchesBatchSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve another person’s batch: it starts at its start time, or at once
         * @description Needs `batches:approve` (approver, admin).
         */
        post: operations["postBatchesBatchApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse it: its members are given back
         * @description Needs `batches:approve` (approver, admin).
         */
        post: operations["postBatchesBatchRefuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release nothing more, withdraw what no lane has claimed, hold retries; what is in flight lands
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release again
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give its members back, those in flight once they have landed
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End it now, as its end time would
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchFinish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/waves/{wave}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a wave that was not opened yet: it does not follow by itself
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchWavesWaveHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/waves/{wave}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip a wave: its members are given back
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchWavesWaveSkip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/waves/{wave}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a wave now, whatever the one before shows
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchWavesWaveRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change how many members are released an hour at most; holds within seconds
         * @description Needs `batches:control` (operator, approver, admin).
         */
        post: operations["postBatchesBatchRate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members with where they stand and why, in the order of their journeys
         * @description Needs `batches:read` (operator, approver, auditor, admin).
         */
        get: operations["getBatchesBatchMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batches/{batch}/members.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members as CSV, streamed from one snapshot (columns: docs/batches.md)
         * @description Needs `batches:read` (operator, approver, auditor, admin).
         */
        get: operations["getBatchesBatchMembersCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports, the newest first
         * @description Needs `imports:read` (operator, approver, auditor, admin).
         */
        get: operations["getImports"];
        put?: never;
        /**
         * Import a portfolio file (the body: CSV, plain or gzipped); look at the operation for how far it is
         * @description Needs `imports:write` (operator, admin).
         */
        post: operations["postImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import, and what was wrong with its rows by kind
         * @description Needs `imports:read` (operator, approver, auditor, admin).
         */
        get: operations["getImportsImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was wrong with the rows of an import, in the order of its rows
         * @description Needs `imports:read` (operator, approver, auditor, admin).
         */
        get: operations["getImportsImportProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import}/problems.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was wrong with the rows of an import: row, column, code, message, what is expected
         * @description Needs `imports:read` (operator, approver, auditor, admin).
         */
        get: operations["getImportsImportProblemsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import}/quarantine.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rejected rows of an import with what is wrong: correct them there, and import that file
         * @description Needs `imports:read` (operator, approver, auditor, admin).
         */
        get: operations["getImportsImportQuarantineCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The programme in force
         * @description Needs `programme:read` (operator, approver, auditor, admin).
         */
        get: operations["getProgramme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of the programme, the newest first
         * @description Needs `programme:read` (operator, approver, auditor, admin).
         */
        get: operations["getProgrammeVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version of the programme
         * @description Needs `programme:read` (operator, approver, auditor, admin).
         */
        get: operations["getProgrammeVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions/{version}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a version says differently than another, or than the one before it
         * @description Needs `programme:read` (operator, approver, auditor, admin).
         */
        get: operations["getProgrammeVersionsVersionDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a programme, and dry run: what applying it would change, for how many meters, whose dates would move
         * @description Needs `programme:propose` (operator, approver, admin).
         */
        post: operations["postProgrammeCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Proposals, the newest first
         * @description Needs `programme:read` (operator, approver, auditor, admin).
         */
        get: operations["getProgrammeProposals"];
        put?: never;
        /**
         * Propose a programme, or an earlier version again; another person puts it in force
         * @description Needs `programme:propose` (operator, approver, admin).
         */
        post: operations["postProgrammeProposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One proposal with its dry run as of now; its ETag goes with apply as If-Match
         * @description Needs `programme:read` (operator, approver, auditor, admin).
         */
        get: operations["getProgrammeProposalsProposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/proposals/{proposal}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put another person’s proposal in force
         * @description Needs `programme:approve` (approver, admin).
         */
        post: operations["postProgrammeProposalsProposalApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/proposals/{proposal}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a proposal back
         * @description Needs `programme:propose` (operator, approver, admin).
         */
        post: operations["postProgrammeProposalsProposalWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/{operation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Long work that you asked for: how far it is, and what came of it
         * @description Anyone who is signed in.
         */
        get: operations["getOperationsOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Long work, the latest first: yours, and everyone’s where you may see imports
         * @description Anyone who is signed in.
         */
        get: operations["getOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Views of lists that your team shares: the operations team, or one supplier’s people
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getViews"];
        put?: never;
        /**
         * Save a view for your team
         * @description Needs `views:write` (operator, approver, supplier, auditor, admin).
         */
        post: operations["postViews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One view; its ETag goes with a change
         * @description Needs `fleet:read` (operator, approver, supplier, auditor, admin).
         */
        get: operations["getViewsView"];
        /**
         * Change the name and filter of a view
         * @description Needs `views:write` (operator, approver, supplier, auditor, admin).
         */
        put: operations["putViewsView"];
        post?: never;
        /**
         * Remove a view
         * @description Needs `views:write` (operator, approver, supplier, auditor, admin).
         */
        delete: operations["deleteViewsView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who you are, and what you may
         * @description Anyone who is signed in.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in as an example person; the answer sets a cookie
         * @description Anyone.
         */
        post: operations["postSession"];
        /**
         * Sign out
         * @description Anyone who is signed in.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The example people of an embedded stack
         * @description Anyone.
         */
        get: operations["getSessionPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * API tokens, the newest first; their secrets are nowhere
         * @description Needs `tokens:manage` (admin).
         */
        get: operations["getTokens"];
        put?: never;
        /**
         * Make an API token; its secret is in this answer alone
         * @description Needs `tokens:manage` (admin).
         */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens/{token}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API token; it counts no more from now on
         * @description Needs `tokens:manage` (admin).
         */
        post: operations["postTokensTokenRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What everyone did, the newest first
         * @description Needs `audit:read` (auditor, admin).
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How people sign in here
         * @description Anyone.
         */
        get: operations["getSessionWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sends a browser to the identity provider; it comes back signed in
         * @description Anyone.
         */
        get: operations["getSessionSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the identity provider sends the browser back to
         * @description Anyone.
         */
        get: operations["getSessionCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getStatus: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        programmeVersion: number;
                        meters: number;
                        stages: {
                            inventory: number;
                            blocked: number;
                            waiting: number;
                            migration: number;
                            retry: number;
                            "needs-action": number;
                            replacement: number;
                            enrolled: number;
                            replaced: number;
                            excluded: number;
                            lost: number;
                        };
                        standings: {
                            ready: number;
                            held: number;
                            "in-flight": number;
                        };
                        codes: {
                            [key: string]: number;
                        };
                        readonly reasons: {
                            /** @enum {string} */
                            stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                            code: string;
                            meters: number;
                        }[];
                        duties: {
                            overdue: number;
                            "due-soon": number;
                            "on-track": number;
                            "not-started": number;
                            "no-clock": number;
                            "met-in-time": number;
                            "met-late": number;
                            ended: number;
                        };
                        pace: {
                            enrolledLastMinute: number;
                            enrolledLastHour: number;
                            failedLastHour: number;
                            attemptsLastHour: number;
                        };
                        readonly oldestWaits: {
                            /** @enum {string} */
                            stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                            code: string | null;
                            meters: number;
                            /** Format: date-time */
                            oldestSince: string;
                            journeyId: number;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getFailures: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description code of the last failure */
                failure?: string;
                /** @description of the meter */
                firmware?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly failures: {
                            meaning: string;
                            /** @enum {string} */
                            owner: "supplier" | "smso" | "dcc" | "operations";
                            class: ("retry" | "fix-first" | "exclude") | null;
                            fix: ("firmware" | "keys" | "wan" | "payment-mode" | "other") | null;
                            remedy: string;
                            failure: string;
                            cohort: string | null;
                            lane: string | null;
                            firmware: string | null;
                            meters: number;
                            retrying: number;
                            needAction: number;
                            /** Format: date-time */
                            firstAt: string;
                            /** Format: date-time */
                            lastAt: string;
                            dueSoon: number;
                            /** @description failures a day of the last seven days, today last */
                            readonly days: number[];
                            /** @enum {string} */
                            trend: "rising" | "falling" | "steady";
                            /** @description whose fix is on record */
                            fixed: number;
                            referrals: {
                                proposed: number;
                                referred: number;
                                answered: number;
                            };
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getDuties: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        today: string;
                        policy: string | null;
                        total: {
                            overdue: number;
                            "due-soon": number;
                            "on-track": number;
                            "not-started": number;
                            "no-clock": number;
                            "met-in-time": number;
                            "met-late": number;
                            ended: number;
                        };
                        readonly months: {
                            month: string | null;
                            health: {
                                overdue: number;
                                "due-soon": number;
                                "on-track": number;
                                "not-started": number;
                                "no-clock": number;
                                "met-in-time": number;
                                "met-late": number;
                                ended: number;
                            };
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getDutiesDays: {
        parameters: {
            query: {
                supplier?: string;
                cohort?: string;
                from: string;
                /** @description included; at most 400 days */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        today: string;
                        readonly days: {
                            /** Format: date */
                            day: string;
                            health: {
                                overdue: number;
                                "due-soon": number;
                                "on-track": number;
                                "not-started": number;
                                "no-clock": number;
                                "met-in-time": number;
                                "met-late": number;
                                ended: number;
                            };
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly codes: {
                            code: string;
                            /** @enum {string} */
                            kind: "inventory" | "eligibility" | "authorisation" | "decision" | "replacement" | "exclusion" | "loss" | "duty" | "outcome" | "lane" | "batch" | "import" | "refusal" | "check";
                            meaning: string;
                            owner: string;
                            remedy: string;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getExceptions: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description who must clear them */
                owner?: "supplier" | "smso" | "dcc" | "operations";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly exceptions: {
                            owner: string;
                            code: string;
                            meters: number;
                            /** Format: date-time */
                            oldestAt: string;
                            meaning: string;
                            remedy: string;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getExceptionsMeters: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description who must clear them */
                owner?: "supplier" | "smso" | "dcc" | "operations";
                code?: string;
                /** @description open: not cleared yet (the default) */
                state?: "open" | "closed";
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly meters: {
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            supplier: string;
                            smso: string;
                            lane: string | null;
                            readonly exceptions: {
                                code: string;
                                owner: string;
                                field: string;
                                registered: string | null;
                                reported: string | null;
                                /** Format: date-time */
                                openedAt: string;
                                closedAt: string | null;
                            }[];
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getExceptionsMetersCsv: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description who must clear them */
                owner?: "supplier" | "smso" | "dcc" | "operations";
                code?: string;
                /** @description open: not cleared yet (the default) */
                state?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the exceptions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getDecisions: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                about?: "action" | "batch" | "import" | "lane" | "programme";
                actor?: string;
                from?: string;
                /** @description not included */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly decisions: {
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            about: "action" | "batch" | "import" | "lane" | "programme";
                            /** @description of the line among those about the same */
                            number: number;
                            what: string;
                            /** @description lane, or number of the batch, action, import or version; null: all lanes */
                            subject: string | null;
                            actor: string;
                            reason: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getWords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description to a supplier: itself */
                        readonly suppliers: {
                            id: string;
                            name: string;
                        }[];
                        readonly cohorts: {
                            id: string;
                            name: string;
                        }[];
                        readonly lanes: {
                            id: string;
                            name: string;
                        }[];
                        readonly smsos: {
                            id: string;
                            name: string;
                        }[];
                        readonly stages: ("inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost")[];
                        readonly failures: {
                            meaning: string;
                            /** @enum {string} */
                            owner: "supplier" | "smso" | "dcc" | "operations";
                            class: ("retry" | "fix-first" | "exclude") | null;
                            fix: ("firmware" | "keys" | "wan" | "payment-mode" | "other") | null;
                            remedy: string;
                            code: string;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getMetersCount: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description only these, by their numbers, like 13,137 */
                journeys?: string;
                stage?: string;
                /** @description of those in migration: ready, held or in-flight */
                standing?: string;
                code?: string;
                /** @description code of the last failure */
                failure?: string;
                fuel?: string;
                "due-before"?: string;
                "due-from"?: string;
                "payment-mode"?: string;
                service?: string;
                /** @description of the meter */
                firmware?: string;
                /** @description open, no-clock, met-in-time, met-late or ended */
                duty?: string;
                /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                health?: string;
                /** @description to whom the failure was handed */
                owner?: string;
                /** @description of the failure: proposed, referred or answered */
                referral?: string;
                /** @description under which the failure was referred */
                reference?: string;
                /** @description only meters that stand where their last failure put them */
                "open-failure"?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        meters: number;
                        /** @description false: there may be more; the dry run of an action counts them all */
                        exact: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description events “counters”, each with meters by stage and standing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getMeters: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description only these, by their numbers, like 13,137 */
                journeys?: string;
                stage?: string;
                /** @description of those in migration: ready, held or in-flight */
                standing?: string;
                code?: string;
                /** @description code of the last failure */
                failure?: string;
                fuel?: string;
                "due-before"?: string;
                "due-from"?: string;
                "payment-mode"?: string;
                service?: string;
                /** @description of the meter */
                firmware?: string;
                /** @description open, no-clock, met-in-time, met-late or ended */
                duty?: string;
                /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                health?: string;
                /** @description to whom the failure was handed */
                owner?: string;
                /** @description of the failure: proposed, referred or answered */
                referral?: string;
                /** @description under which the failure was referred */
                reference?: string;
                /** @description only meters that stand where their last failure put them */
                "open-failure"?: "true";
                /** @description due: earliest due date first; goes with the health of an open duty */
                sort?: "due";
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly meters: {
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            supplier: string;
                            cohort: string | null;
                            lane: string | null;
                            /** @enum {string} */
                            stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                            standing: ("ready" | "held" | "in-flight") | null;
                            code: string | null;
                            failure: string | null;
                            attemptsUsed: number;
                            dueOn: string | null;
                            nextAttemptAt: string | null;
                            /** Format: date-time */
                            stageSince: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly meters: {
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            supplier: string;
                            cohort: string | null;
                            lane: string | null;
                            /** @enum {string} */
                            stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                            standing: ("ready" | "held" | "in-flight") | null;
                            code: string | null;
                            failure: string | null;
                            attemptsUsed: number;
                            dueOn: string | null;
                            nextAttemptAt: string | null;
                            /** Format: date-time */
                            stageSince: string;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getMetersMeter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        meterPoint: string;
                        fuel: string;
                        supplier: string;
                        deviceId: string;
                        device: {
                            manufacturer: string;
                            model: string;
                            firmware: string;
                        };
                        hubId: string;
                        hub: {
                            manufacturer: string;
                            model: string;
                            firmware: string;
                        };
                        csp: string;
                        smso: string;
                        paymentMode: string;
                        service: string;
                        installedOn: string | null;
                        suppliedSince: string | null;
                        complianceEvidence: string | null;
                        cohort: string | null;
                        lane: string | null;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        standing: ("ready" | "held" | "in-flight") | null;
                        /** Format: date-time */
                        stageSince: string;
                        code: string | null;
                        reason: {
                            meaning: string;
                            /** @enum {string} */
                            owner: "supplier" | "smso" | "dcc" | "operations" | "nobody";
                            remedy: string;
                        } | null;
                        readonly details: string[];
                        failure: {
                            meaning: string;
                            /** @enum {string} */
                            owner: "supplier" | "smso" | "dcc" | "operations";
                            class: ("retry" | "fix-first" | "exclude") | null;
                            fix: ("firmware" | "keys" | "wan" | "payment-mode" | "other") | null;
                            remedy: string;
                            code: string;
                            failedAt: string | null;
                        } | null;
                        attemptsUsed: number;
                        attemptsAllowed: number;
                        readonly exceptions: {
                            code: string;
                            field: string;
                            registered: string | null;
                            reported: string | null;
                            owner: string;
                            /** Format: date-time */
                            openedAt: string;
                            closedAt: string | null;
                        }[];
                        replacement: {
                            /** @enum {string} */
                            state: "ordered" | "appointed" | "visit-failed" | "done";
                            /** Format: date */
                            orderedOn: string;
                            appointedOn: string | null;
                            failedVisits: number;
                            newDeviceId: string | null;
                            doneOn: string | null;
                        } | null;
                        exclusion: {
                            category: string;
                            evidence: string;
                            decidedBy: string;
                            /** Format: date-time */
                            decidedAt: string;
                        } | null;
                        readonly siblings: {
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            supplier: string;
                            /** @enum {string} */
                            stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                            code: string | null;
                            holds: boolean;
                        }[];
                        duty: {
                            /** @enum {string} */
                            health: "overdue" | "due-soon" | "on-track" | "not-started" | "no-clock" | "met-in-time" | "met-late" | "ended";
                            startsOn: string | null;
                            dueOn: string | null;
                            daysLeft: number | null;
                            policy: string | null;
                            flag: string | null;
                            decisionOn: string | null;
                            breachedOn: string | null;
                            metOn: string | null;
                            endedOn: string | null;
                            readonly history: {
                                /** Format: date-time */
                                recordedAt: string;
                                startsOn: string | null;
                                dueOn: string | null;
                                policy: string | null;
                                cause: string;
                                programmeVersion: number;
                            }[];
                        };
                        readonly next: {
                            at: string | null;
                            what: string;
                        }[];
                        readonly actions: {
                            action: string;
                            allowed: boolean;
                            refusal: {
                                code: string;
                                message: string;
                            } | null;
                        }[];
                        readonly attempts: {
                            number: number;
                            submissionId: string;
                            lane: string;
                            /** Format: date-time */
                            claimedAt: string;
                            landedAt: string | null;
                            result: ("commissioned" | "failed") | null;
                            code: string | null;
                            voided: string | null;
                            costPence: number;
                        }[];
                        readonly timeline: {
                            /** Format: date-time */
                            at: string;
                            kind: string;
                            text: string;
                            code: string | null;
                            actor: string;
                            policy: string | null;
                            programmeVersion: number | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getMetersCsv: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
                /** @description only these, by their numbers, like 13,137 */
                journeys?: string;
                stage?: string;
                /** @description of those in migration: ready, held or in-flight */
                standing?: string;
                code?: string;
                /** @description code of the last failure */
                failure?: string;
                fuel?: string;
                "due-before"?: string;
                "due-from"?: string;
                "payment-mode"?: string;
                service?: string;
                /** @description of the meter */
                firmware?: string;
                /** @description open, no-clock, met-in-time, met-late or ended */
                duty?: string;
                /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                health?: string;
                /** @description to whom the failure was handed */
                owner?: string;
                /** @description of the failure: proposed, referred or answered */
                referral?: string;
                /** @description under which the failure was referred */
                reference?: string;
                /** @description only meters that stand where their last failure put them */
                "open-failure"?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the meters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterRetry: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** @description not before this time */
                    at?: string | null;
                    /** @description what was done of what the failure asks for */
                    fix?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterWithdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterAuthorise: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterReplace: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** @description default: today */
                    on?: string;
                    /** @enum {string} */
                    step: "order";
                } | {
                    /** @default null */
                    reason?: string | null;
                    /** @enum {string} */
                    step: "appoint";
                    on: string;
                } | {
                    /** @default null */
                    reason?: string | null;
                    /** @description default: today */
                    on?: string;
                    /** @enum {string} */
                    step: "visit-failed";
                    why: string;
                } | {
                    /** @default null */
                    reason?: string | null;
                    /** @description default: today */
                    on?: string;
                    /** @enum {string} */
                    step: "done";
                    newDeviceId: string;
                } | {
                    /** @default null */
                    reason?: string | null;
                    /** @enum {string} */
                    step: "cancel";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterExclude: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** @enum {string} */
                    category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                    evidence: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterReopen: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterLose: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** @description default: today */
                    on?: string;
                    /** @enum {string} */
                    because: "removed" | "stolen" | "demolished";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterCorrect: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** @description columns as in a portfolio; an empty value clears an optional one */
                    set: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                        changes: {
                            [key: string]: (string | null)[];
                        };
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postMetersMeterChangeSupplier: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                meter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    supplier: string;
                    gainedOn?: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        journeyId: number;
                        /** @enum {string} */
                        stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                        code: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getChanges: {
        parameters: {
            query?: {
                supplier?: string;
                direction?: "gained" | "switched-away";
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly changes: {
                            changeId: number;
                            supplier: string;
                            /** @enum {string} */
                            direction: "gained" | "switched-away";
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            /** Format: date */
                            changedOn: string;
                            /** Format: date-time */
                            recordedAt: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getReplacements: {
        parameters: {
            query?: {
                supplier?: string;
                /** @description true: on their way; false: done */
                open?: "true" | "false";
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly replacements: {
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            supplier: string;
                            /** @enum {string} */
                            stage: "inventory" | "blocked" | "waiting" | "migration" | "retry" | "needs-action" | "replacement" | "enrolled" | "replaced" | "excluded" | "lost";
                            dueOn: string | null;
                            metOn: string | null;
                            /** @enum {string} */
                            state: "ordered" | "appointed" | "visit-failed" | "done";
                            /** Format: date */
                            orderedOn: string;
                            appointedOn: string | null;
                            failedVisits: number;
                            newDeviceId: string | null;
                            doneOn: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getFigures: {
        parameters: {
            query?: {
                supplier?: string;
                /** @description how many, this one first (12) */
                months?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly months: {
                            month: string;
                            enrolled: number;
                            replaced: number;
                            excluded: number;
                            /** @description whose installation is gone */
                            lost: number;
                            /** @description attempts */
                            failed: number;
                            /** @description steps that a person decided */
                            decided: number;
                            /** @description duties that fell due, without those that ended */
                            due: number;
                            /** @description of them, not met by their date */
                            breached: number;
                            /** @description whose outcome came */
                            attempts: number;
                            costPence: number;
                            gained: number;
                            switchedAway: number;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getFiguresCsv: {
        parameters: {
            query?: {
                supplier?: string;
                /** @description how many, this one first (12) */
                months?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the figures */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postActionsDryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "retry";
                    /** @description not before this time */
                    at?: string | null;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @enum {string} */
                    kind: "correct";
                    /** @description columns: meter, then those to correct */
                    csv: string;
                    /** @default corrections.csv */
                    file?: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "fixed";
                    /** @description what was done */
                    fix: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "exclude";
                    /** @enum {string} */
                    category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                    evidence: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "replace";
                    /**
                     * @description null: today
                     * @default null
                     */
                    on?: string | null;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "hand";
                    /** @description whose it is */
                    owner: string;
                    note: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "refer";
                    addressee: string;
                    reference: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "answer";
                    answer: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        meters: number;
                        can: number;
                        readonly cannot: {
                            code: string;
                            message: string;
                            meters: number;
                            /** @description journeys, at most three */
                            readonly examples: number[];
                        }[];
                        /** @description rows of a CSV of corrections that will not do, the first thousand */
                        readonly badRows: {
                            line: number;
                            code: string;
                            message: string;
                            expected: string | null;
                        }[];
                        badRowsInAll: number;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getActions: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                open?: "true" | "false";
                kind?: "retry" | "correct" | "fixed" | "exclude" | "replace" | "hand" | "refer" | "answer";
                /** @description whose filter names this failure code */
                failure?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly actions: {
                            actionId: number;
                            name: string;
                            /** @enum {string} */
                            kind: "retry" | "correct" | "fixed" | "exclude" | "replace" | "hand" | "refer" | "answer";
                            /** @enum {string} */
                            state: "prepared" | "running" | "stopping" | "stopped" | "finished";
                            filter: {
                                [key: string]: unknown;
                            };
                            programmeVersion: number;
                            request: {
                                /** @enum {string} */
                                kind: "retry";
                                at: string | null;
                            } | {
                                /** @enum {string} */
                                kind: "correct";
                            } | {
                                /** @enum {string} */
                                kind: "fixed";
                                fix: string;
                            } | {
                                /** @enum {string} */
                                kind: "exclude";
                                /** @enum {string} */
                                category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                                evidence: string;
                            } | {
                                /** @enum {string} */
                                kind: "replace";
                                on: string;
                            } | {
                                /** @enum {string} */
                                kind: "hand";
                                owner: string;
                                note: string;
                            } | {
                                /** @enum {string} */
                                kind: "refer";
                                addressee: string;
                                reference: string;
                            } | {
                                /** @enum {string} */
                                kind: "answer";
                                answer: string;
                            };
                            actor: string;
                            reason: string | null;
                            /** @description whose people asked; null: the operations team */
                            supplier: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            startedBy: string | null;
                            stopAskedAt: string | null;
                            stopAskedBy: string | null;
                            stopReason: string | null;
                            endedAt: string | null;
                            /** @description in which its retries run */
                            readonly batches: {
                                batchId: number;
                                parentId: number | null;
                            }[];
                            meters: number;
                            pending: number;
                            sent: number;
                            done: number;
                            refused: number;
                            moved: number;
                            stopped: number;
                            readonly refusals: {
                                code: string;
                                meaning: string | null;
                                meters: number;
                            }[];
                            /** @description of a retry or correction; null: the action tries nothing again */
                            outcomes: {
                                enrolled: number;
                                failed: number;
                                held: number;
                                ended: number;
                                underWay: number;
                                readonly failures: {
                                    code: string;
                                    meaning: string | null;
                                    meters: number;
                                }[];
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postActions: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "retry";
                    /** @description not before this time */
                    at?: string | null;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @enum {string} */
                    kind: "correct";
                    /** @description columns: meter, then those to correct */
                    csv: string;
                    /** @default corrections.csv */
                    file?: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "fixed";
                    /** @description what was done */
                    fix: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "exclude";
                    /** @enum {string} */
                    category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                    evidence: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "replace";
                    /**
                     * @description null: today
                     * @default null
                     */
                    on?: string | null;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "hand";
                    /** @description whose it is */
                    owner: string;
                    note: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "refer";
                    addressee: string;
                    reference: string;
                } | {
                    /**
                     * @description null: after what it does
                     * @default null
                     */
                    name?: string | null;
                    /** @default null */
                    reason?: string | null;
                    /**
                     * @description count and freeze the meters, and wait for start
                     * @default false
                     */
                    held?: boolean;
                    /** @description the words of the lists; with a failure and no stage, the meters that stand where that failure put them */
                    filter: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /** @enum {string} */
                    kind: "answer";
                    answer: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        meters: number;
                        can: number;
                        readonly cannot: {
                            code: string;
                            message: string;
                            meters: number;
                            /** @description journeys, at most three */
                            readonly examples: number[];
                        }[];
                        /** @description rows of a CSV of corrections that will not do, the first thousand */
                        readonly badRows: {
                            line: number;
                            code: string;
                            message: string;
                            expected: string | null;
                        }[];
                        badRowsInAll: number;
                        actionId: number;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getActionsAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actionId: number;
                        name: string;
                        /** @enum {string} */
                        kind: "retry" | "correct" | "fixed" | "exclude" | "replace" | "hand" | "refer" | "answer";
                        /** @enum {string} */
                        state: "prepared" | "running" | "stopping" | "stopped" | "finished";
                        filter: {
                            [key: string]: unknown;
                        };
                        programmeVersion: number;
                        request: {
                            /** @enum {string} */
                            kind: "retry";
                            at: string | null;
                        } | {
                            /** @enum {string} */
                            kind: "correct";
                        } | {
                            /** @enum {string} */
                            kind: "fixed";
                            fix: string;
                        } | {
                            /** @enum {string} */
                            kind: "exclude";
                            /** @enum {string} */
                            category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                            evidence: string;
                        } | {
                            /** @enum {string} */
                            kind: "replace";
                            on: string;
                        } | {
                            /** @enum {string} */
                            kind: "hand";
                            owner: string;
                            note: string;
                        } | {
                            /** @enum {string} */
                            kind: "refer";
                            addressee: string;
                            reference: string;
                        } | {
                            /** @enum {string} */
                            kind: "answer";
                            answer: string;
                        };
                        actor: string;
                        reason: string | null;
                        /** @description whose people asked; null: the operations team */
                        supplier: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        startedBy: string | null;
                        stopAskedAt: string | null;
                        stopAskedBy: string | null;
                        stopReason: string | null;
                        endedAt: string | null;
                        /** @description in which its retries run */
                        readonly batches: {
                            batchId: number;
                            parentId: number | null;
                        }[];
                        meters: number;
                        pending: number;
                        sent: number;
                        done: number;
                        refused: number;
                        moved: number;
                        stopped: number;
                        readonly refusals: {
                            code: string;
                            meaning: string | null;
                            meters: number;
                        }[];
                        /** @description of a retry or correction; null: the action tries nothing again */
                        outcomes: {
                            enrolled: number;
                            failed: number;
                            held: number;
                            ended: number;
                            underWay: number;
                            readonly failures: {
                                code: string;
                                meaning: string | null;
                                meters: number;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getActionsActionMembers: {
        parameters: {
            query?: {
                state?: "pending" | "sent" | "done" | "refused" | "moved" | "stopped";
                outcome?: "under-way" | "enrolled" | "failed" | "held" | "ended";
                /** @description refused, or failed again, with this code */
                code?: string;
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly members: {
                            journeyId: number;
                            deviceId: string;
                            supplier: string;
                            /** @enum {string} */
                            state: "pending" | "sent" | "done" | "refused" | "moved" | "stopped";
                            code: string | null;
                            message: string | null;
                            decidedAt: string | null;
                            outcome: ("under-way" | "enrolled" | "failed" | "held" | "ended") | null;
                            outcomeCode: string | null;
                            outcomeAt: string | null;
                            stage: string;
                            stageCode: string | null;
                            batchId: number | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getActionsActionMembersCsv: {
        parameters: {
            query?: {
                state?: "pending" | "sent" | "done" | "refused" | "moved" | "stopped";
                outcome?: "under-way" | "enrolled" | "failed" | "held" | "ended";
                /** @description refused, or failed again, with this code */
                code?: string;
            };
            header?: never;
            path: {
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the meters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postActionsActionStart: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actionId: number;
                        name: string;
                        /** @enum {string} */
                        kind: "retry" | "correct" | "fixed" | "exclude" | "replace" | "hand" | "refer" | "answer";
                        /** @enum {string} */
                        state: "prepared" | "running" | "stopping" | "stopped" | "finished";
                        filter: {
                            [key: string]: unknown;
                        };
                        programmeVersion: number;
                        request: {
                            /** @enum {string} */
                            kind: "retry";
                            at: string | null;
                        } | {
                            /** @enum {string} */
                            kind: "correct";
                        } | {
                            /** @enum {string} */
                            kind: "fixed";
                            fix: string;
                        } | {
                            /** @enum {string} */
                            kind: "exclude";
                            /** @enum {string} */
                            category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                            evidence: string;
                        } | {
                            /** @enum {string} */
                            kind: "replace";
                            on: string;
                        } | {
                            /** @enum {string} */
                            kind: "hand";
                            owner: string;
                            note: string;
                        } | {
                            /** @enum {string} */
                            kind: "refer";
                            addressee: string;
                            reference: string;
                        } | {
                            /** @enum {string} */
                            kind: "answer";
                            answer: string;
                        };
                        actor: string;
                        reason: string | null;
                        /** @description whose people asked; null: the operations team */
                        supplier: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        startedBy: string | null;
                        stopAskedAt: string | null;
                        stopAskedBy: string | null;
                        stopReason: string | null;
                        endedAt: string | null;
                        /** @description in which its retries run */
                        readonly batches: {
                            batchId: number;
                            parentId: number | null;
                        }[];
                        meters: number;
                        pending: number;
                        sent: number;
                        done: number;
                        refused: number;
                        moved: number;
                        stopped: number;
                        readonly refusals: {
                            code: string;
                            meaning: string | null;
                            meters: number;
                        }[];
                        /** @description of a retry or correction; null: the action tries nothing again */
                        outcomes: {
                            enrolled: number;
                            failed: number;
                            held: number;
                            ended: number;
                            underWay: number;
                            readonly failures: {
                                code: string;
                                meaning: string | null;
                                meters: number;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postActionsActionStop: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                action: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actionId: number;
                        name: string;
                        /** @enum {string} */
                        kind: "retry" | "correct" | "fixed" | "exclude" | "replace" | "hand" | "refer" | "answer";
                        /** @enum {string} */
                        state: "prepared" | "running" | "stopping" | "stopped" | "finished";
                        filter: {
                            [key: string]: unknown;
                        };
                        programmeVersion: number;
                        request: {
                            /** @enum {string} */
                            kind: "retry";
                            at: string | null;
                        } | {
                            /** @enum {string} */
                            kind: "correct";
                        } | {
                            /** @enum {string} */
                            kind: "fixed";
                            fix: string;
                        } | {
                            /** @enum {string} */
                            kind: "exclude";
                            /** @enum {string} */
                            category: "missing-master-keys" | "no-wan-before-migration" | "no-wan-while-migrating" | "five-failed-attempts" | "uneconomic-to-test" | "electricity-enrolled-gas-excluded" | "active-to-dormant";
                            evidence: string;
                        } | {
                            /** @enum {string} */
                            kind: "replace";
                            on: string;
                        } | {
                            /** @enum {string} */
                            kind: "hand";
                            owner: string;
                            note: string;
                        } | {
                            /** @enum {string} */
                            kind: "refer";
                            addressee: string;
                            reference: string;
                        } | {
                            /** @enum {string} */
                            kind: "answer";
                            answer: string;
                        };
                        actor: string;
                        reason: string | null;
                        /** @description whose people asked; null: the operations team */
                        supplier: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        startedBy: string | null;
                        stopAskedAt: string | null;
                        stopAskedBy: string | null;
                        stopReason: string | null;
                        endedAt: string | null;
                        /** @description in which its retries run */
                        readonly batches: {
                            batchId: number;
                            parentId: number | null;
                        }[];
                        meters: number;
                        pending: number;
                        sent: number;
                        done: number;
                        refused: number;
                        moved: number;
                        stopped: number;
                        readonly refusals: {
                            code: string;
                            meaning: string | null;
                            meters: number;
                        }[];
                        /** @description of a retry or correction; null: the action tries nothing again */
                        outcomes: {
                            enrolled: number;
                            failed: number;
                            held: number;
                            ended: number;
                            underWay: number;
                            readonly failures: {
                                code: string;
                                meaning: string | null;
                                meters: number;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getAuthorisations: {
        parameters: {
            query?: {
                supplier?: string;
                /** @description only those that are waited for */
                awaited?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly standing: {
                            supplier: string;
                            /** @description by the programme: for all its meters, until it says otherwise */
                            given: boolean;
                            /** @description whether the programme goes by it */
                            accepted: boolean;
                        }[];
                        readonly authorisations: {
                            batchId: number;
                            supplier: string;
                            /** @enum {string} */
                            state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                            /** Format: date-time */
                            plannedAt: string;
                            startsAt: string | null;
                            endsAt: string | null;
                            /** @description meters that wait for it */
                            awaited: number;
                            /** @description partly: some refused, or not all said yet */
                            decision: ("authorised" | "refused" | "partly") | null;
                            decidedAt: string | null;
                            decidedBy: string | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchAuthorise: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default authorised
                     * @enum {string}
                     */
                    decision?: "authorised" | "refused";
                    /** @description a supplier speaks for itself */
                    supplier?: string;
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        supplier: string;
                        /** @enum {string} */
                        decision: "authorised" | "refused";
                        meters: number;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getBatchesBatchAuthorisations: {
        parameters: {
            query?: {
                supplier?: string;
                /** @description EUI-64 of who sends them; the service may have one of its own */
                sender?: string;
            };
            header?: never;
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly files: {
                            name: string;
                            supplier: string;
                            meters: number;
                            /** @description CSV (docs/batches.md) */
                            text: string;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchAuthorisations: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description its file name, which says whose it is */
                    name: string;
                    /** @description its content (CSV) */
                    text: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file: string;
                        batchId: number;
                        supplier: string;
                        authorised: number;
                        refused: number;
                        /** @description it was taken before: nothing changed */
                        alreadyRead: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getLanes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        readonly lanes: {
                            lane: string;
                            name: string;
                            /** @enum {string} */
                            state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                            inFlight: number;
                            inFlightLimit: number;
                            ratePerMinute: number;
                            today: {
                                used: number;
                                capacity: number;
                                prepaymentUsed: number;
                                prepaymentCap: number;
                            };
                            queue: {
                                ready: number;
                                /** @description behind a sibling that is not ready */
                                held: number;
                                /** @description ready, but not released */
                                withheld: number;
                                oldestSince: string | null;
                                earliestDue: string | null;
                            };
                            lastHour: {
                                answered: number;
                                commissioned: number;
                                /** @description per cent of the answers */
                                success: number | null;
                            };
                            window: {
                                open: boolean;
                                closesAt: string | null;
                                opensAt: string | null;
                            };
                            breaker: {
                                /** @enum {string} */
                                state: "closed" | "open" | "probing" | "ramping";
                                heldBy: string | null;
                                hold: ("open" | "closed") | null;
                                reason: string | null;
                                since: string | null;
                                /** @description when an open one tries a few */
                                triesAt: string | null;
                            };
                            /** @description temporary limits, while they hold */
                            override: {
                                ratePerMinute: number | null;
                                dailyCapacity: number | null;
                                inFlightLimit: number | null;
                                /** Format: date-time */
                                untilAt: string;
                                by: string;
                                reason: string;
                            } | null;
                            stopped: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                                /** @description all lanes are */
                                all: boolean;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getLanesLane: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lane: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lane: string;
                        name: string;
                        /** @enum {string} */
                        state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                        inFlight: number;
                        inFlightLimit: number;
                        ratePerMinute: number;
                        today: {
                            used: number;
                            capacity: number;
                            prepaymentUsed: number;
                            prepaymentCap: number;
                        };
                        queue: {
                            ready: number;
                            /** @description behind a sibling that is not ready */
                            held: number;
                            /** @description ready, but not released */
                            withheld: number;
                            oldestSince: string | null;
                            earliestDue: string | null;
                        };
                        lastHour: {
                            answered: number;
                            commissioned: number;
                            /** @description per cent of the answers */
                            success: number | null;
                        };
                        window: {
                            open: boolean;
                            closesAt: string | null;
                            opensAt: string | null;
                        };
                        breaker: {
                            /** @enum {string} */
                            state: "closed" | "open" | "probing" | "ramping";
                            heldBy: string | null;
                            hold: ("open" | "closed") | null;
                            reason: string | null;
                            since: string | null;
                            /** @description when an open one tries a few */
                            triesAt: string | null;
                        };
                        /** @description temporary limits, while they hold */
                        override: {
                            ratePerMinute: number | null;
                            dailyCapacity: number | null;
                            inFlightLimit: number | null;
                            /** Format: date-time */
                            untilAt: string;
                            by: string;
                            reason: string;
                        } | null;
                        stopped: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @description all lanes are */
                            all: boolean;
                        } | null;
                        /** @description what the programme says of it, temporary limits apart */
                        programme: {
                            ratePerMinute: number;
                            dailyCapacity: number;
                            inFlightLimit: number;
                            /** @description installations a day of which each supplier with demand is sure */
                            supplierMinimum: number;
                            /** @description hours of London time in which it may submit */
                            readonly windows: {
                                readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                from: string;
                                to: string;
                                onBankHolidays: boolean;
                            }[];
                            prepayment: {
                                readonly windows: {
                                    readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    from: string;
                                    to: string;
                                    onBankHolidays: boolean;
                                }[];
                                dailyCap: number;
                            };
                            attemptCostPence: number;
                            breaker: {
                                windowMinutes: number;
                                minimumSample: number;
                                failurePercent: number;
                                stormFactor: number;
                                stormPercent: number;
                                normHours: number;
                                openMinutes: number;
                                probes: number;
                                probePercent: number;
                                rampMinutes: number;
                            };
                        };
                        readonly suppliers: {
                            supplier: string;
                            usedToday: number;
                            ready: number;
                        }[];
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getLaneEvents: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                lane?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getNotifications: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                lane?: string;
                code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly notifications: {
                            notificationId: number;
                            /** Format: date-time */
                            at: string;
                            code: string;
                            lane: string | null;
                            text: string;
                            /** @description null: not yet */
                            deliveredAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesStop: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        readonly lanes: {
                            lane: string;
                            name: string;
                            /** @enum {string} */
                            state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                            inFlight: number;
                            inFlightLimit: number;
                            ratePerMinute: number;
                            today: {
                                used: number;
                                capacity: number;
                                prepaymentUsed: number;
                                prepaymentCap: number;
                            };
                            queue: {
                                ready: number;
                                /** @description behind a sibling that is not ready */
                                held: number;
                                /** @description ready, but not released */
                                withheld: number;
                                oldestSince: string | null;
                                earliestDue: string | null;
                            };
                            lastHour: {
                                answered: number;
                                commissioned: number;
                                /** @description per cent of the answers */
                                success: number | null;
                            };
                            window: {
                                open: boolean;
                                closesAt: string | null;
                                opensAt: string | null;
                            };
                            breaker: {
                                /** @enum {string} */
                                state: "closed" | "open" | "probing" | "ramping";
                                heldBy: string | null;
                                hold: ("open" | "closed") | null;
                                reason: string | null;
                                since: string | null;
                                /** @description when an open one tries a few */
                                triesAt: string | null;
                            };
                            /** @description temporary limits, while they hold */
                            override: {
                                ratePerMinute: number | null;
                                dailyCapacity: number | null;
                                inFlightLimit: number | null;
                                /** Format: date-time */
                                untilAt: string;
                                by: string;
                                reason: string;
                            } | null;
                            stopped: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                                /** @description all lanes are */
                                all: boolean;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesLift: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        readonly lanes: {
                            lane: string;
                            name: string;
                            /** @enum {string} */
                            state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                            inFlight: number;
                            inFlightLimit: number;
                            ratePerMinute: number;
                            today: {
                                used: number;
                                capacity: number;
                                prepaymentUsed: number;
                                prepaymentCap: number;
                            };
                            queue: {
                                ready: number;
                                /** @description behind a sibling that is not ready */
                                held: number;
                                /** @description ready, but not released */
                                withheld: number;
                                oldestSince: string | null;
                                earliestDue: string | null;
                            };
                            lastHour: {
                                answered: number;
                                commissioned: number;
                                /** @description per cent of the answers */
                                success: number | null;
                            };
                            window: {
                                open: boolean;
                                closesAt: string | null;
                                opensAt: string | null;
                            };
                            breaker: {
                                /** @enum {string} */
                                state: "closed" | "open" | "probing" | "ramping";
                                heldBy: string | null;
                                hold: ("open" | "closed") | null;
                                reason: string | null;
                                since: string | null;
                                /** @description when an open one tries a few */
                                triesAt: string | null;
                            };
                            /** @description temporary limits, while they hold */
                            override: {
                                ratePerMinute: number | null;
                                dailyCapacity: number | null;
                                inFlightLimit: number | null;
                                /** Format: date-time */
                                untilAt: string;
                                by: string;
                                reason: string;
                            } | null;
                            stopped: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                                /** @description all lanes are */
                                all: boolean;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesLaneStop: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                lane: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lane: string;
                        name: string;
                        /** @enum {string} */
                        state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                        inFlight: number;
                        inFlightLimit: number;
                        ratePerMinute: number;
                        today: {
                            used: number;
                            capacity: number;
                            prepaymentUsed: number;
                            prepaymentCap: number;
                        };
                        queue: {
                            ready: number;
                            /** @description behind a sibling that is not ready */
                            held: number;
                            /** @description ready, but not released */
                            withheld: number;
                            oldestSince: string | null;
                            earliestDue: string | null;
                        };
                        lastHour: {
                            answered: number;
                            commissioned: number;
                            /** @description per cent of the answers */
                            success: number | null;
                        };
                        window: {
                            open: boolean;
                            closesAt: string | null;
                            opensAt: string | null;
                        };
                        breaker: {
                            /** @enum {string} */
                            state: "closed" | "open" | "probing" | "ramping";
                            heldBy: string | null;
                            hold: ("open" | "closed") | null;
                            reason: string | null;
                            since: string | null;
                            /** @description when an open one tries a few */
                            triesAt: string | null;
                        };
                        /** @description temporary limits, while they hold */
                        override: {
                            ratePerMinute: number | null;
                            dailyCapacity: number | null;
                            inFlightLimit: number | null;
                            /** Format: date-time */
                            untilAt: string;
                            by: string;
                            reason: string;
                        } | null;
                        stopped: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @description all lanes are */
                            all: boolean;
                        } | null;
                        /** @description what the programme says of it, temporary limits apart */
                        programme: {
                            ratePerMinute: number;
                            dailyCapacity: number;
                            inFlightLimit: number;
                            /** @description installations a day of which each supplier with demand is sure */
                            supplierMinimum: number;
                            /** @description hours of London time in which it may submit */
                            readonly windows: {
                                readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                from: string;
                                to: string;
                                onBankHolidays: boolean;
                            }[];
                            prepayment: {
                                readonly windows: {
                                    readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    from: string;
                                    to: string;
                                    onBankHolidays: boolean;
                                }[];
                                dailyCap: number;
                            };
                            attemptCostPence: number;
                            breaker: {
                                windowMinutes: number;
                                minimumSample: number;
                                failurePercent: number;
                                stormFactor: number;
                                stormPercent: number;
                                normHours: number;
                                openMinutes: number;
                                probes: number;
                                probePercent: number;
                                rampMinutes: number;
                            };
                        };
                        readonly suppliers: {
                            supplier: string;
                            usedToday: number;
                            ready: number;
                        }[];
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesLaneLift: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                lane: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lane: string;
                        name: string;
                        /** @enum {string} */
                        state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                        inFlight: number;
                        inFlightLimit: number;
                        ratePerMinute: number;
                        today: {
                            used: number;
                            capacity: number;
                            prepaymentUsed: number;
                            prepaymentCap: number;
                        };
                        queue: {
                            ready: number;
                            /** @description behind a sibling that is not ready */
                            held: number;
                            /** @description ready, but not released */
                            withheld: number;
                            oldestSince: string | null;
                            earliestDue: string | null;
                        };
                        lastHour: {
                            answered: number;
                            commissioned: number;
                            /** @description per cent of the answers */
                            success: number | null;
                        };
                        window: {
                            open: boolean;
                            closesAt: string | null;
                            opensAt: string | null;
                        };
                        breaker: {
                            /** @enum {string} */
                            state: "closed" | "open" | "probing" | "ramping";
                            heldBy: string | null;
                            hold: ("open" | "closed") | null;
                            reason: string | null;
                            since: string | null;
                            /** @description when an open one tries a few */
                            triesAt: string | null;
                        };
                        /** @description temporary limits, while they hold */
                        override: {
                            ratePerMinute: number | null;
                            dailyCapacity: number | null;
                            inFlightLimit: number | null;
                            /** Format: date-time */
                            untilAt: string;
                            by: string;
                            reason: string;
                        } | null;
                        stopped: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @description all lanes are */
                            all: boolean;
                        } | null;
                        /** @description what the programme says of it, temporary limits apart */
                        programme: {
                            ratePerMinute: number;
                            dailyCapacity: number;
                            inFlightLimit: number;
                            /** @description installations a day of which each supplier with demand is sure */
                            supplierMinimum: number;
                            /** @description hours of London time in which it may submit */
                            readonly windows: {
                                readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                from: string;
                                to: string;
                                onBankHolidays: boolean;
                            }[];
                            prepayment: {
                                readonly windows: {
                                    readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    from: string;
                                    to: string;
                                    onBankHolidays: boolean;
                                }[];
                                dailyCap: number;
                            };
                            attemptCostPence: number;
                            breaker: {
                                windowMinutes: number;
                                minimumSample: number;
                                failurePercent: number;
                                stormFactor: number;
                                stormPercent: number;
                                normHours: number;
                                openMinutes: number;
                                probes: number;
                                probePercent: number;
                                rampMinutes: number;
                            };
                        };
                        readonly suppliers: {
                            supplier: string;
                            usedToday: number;
                            ready: number;
                        }[];
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesLaneLimits: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                lane: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description installations a minute */
                    ratePerMinute?: number;
                    /** @description installations a day */
                    dailyCapacity?: number;
                    /** @description installations awaiting their outcome at once */
                    inFlightLimit?: number;
                    /**
                     * Format: date-time
                     * @description when they end
                     */
                    until: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lane: string;
                        name: string;
                        /** @enum {string} */
                        state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                        inFlight: number;
                        inFlightLimit: number;
                        ratePerMinute: number;
                        today: {
                            used: number;
                            capacity: number;
                            prepaymentUsed: number;
                            prepaymentCap: number;
                        };
                        queue: {
                            ready: number;
                            /** @description behind a sibling that is not ready */
                            held: number;
                            /** @description ready, but not released */
                            withheld: number;
                            oldestSince: string | null;
                            earliestDue: string | null;
                        };
                        lastHour: {
                            answered: number;
                            commissioned: number;
                            /** @description per cent of the answers */
                            success: number | null;
                        };
                        window: {
                            open: boolean;
                            closesAt: string | null;
                            opensAt: string | null;
                        };
                        breaker: {
                            /** @enum {string} */
                            state: "closed" | "open" | "probing" | "ramping";
                            heldBy: string | null;
                            hold: ("open" | "closed") | null;
                            reason: string | null;
                            since: string | null;
                            /** @description when an open one tries a few */
                            triesAt: string | null;
                        };
                        /** @description temporary limits, while they hold */
                        override: {
                            ratePerMinute: number | null;
                            dailyCapacity: number | null;
                            inFlightLimit: number | null;
                            /** Format: date-time */
                            untilAt: string;
                            by: string;
                            reason: string;
                        } | null;
                        stopped: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @description all lanes are */
                            all: boolean;
                        } | null;
                        /** @description what the programme says of it, temporary limits apart */
                        programme: {
                            ratePerMinute: number;
                            dailyCapacity: number;
                            inFlightLimit: number;
                            /** @description installations a day of which each supplier with demand is sure */
                            supplierMinimum: number;
                            /** @description hours of London time in which it may submit */
                            readonly windows: {
                                readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                from: string;
                                to: string;
                                onBankHolidays: boolean;
                            }[];
                            prepayment: {
                                readonly windows: {
                                    readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    from: string;
                                    to: string;
                                    onBankHolidays: boolean;
                                }[];
                                dailyCap: number;
                            };
                            attemptCostPence: number;
                            breaker: {
                                windowMinutes: number;
                                minimumSample: number;
                                failurePercent: number;
                                stormFactor: number;
                                stormPercent: number;
                                normHours: number;
                                openMinutes: number;
                                probes: number;
                                probePercent: number;
                                rampMinutes: number;
                            };
                        };
                        readonly suppliers: {
                            supplier: string;
                            usedToday: number;
                            ready: number;
                        }[];
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesLaneLimitsReset: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                lane: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lane: string;
                        name: string;
                        /** @enum {string} */
                        state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                        inFlight: number;
                        inFlightLimit: number;
                        ratePerMinute: number;
                        today: {
                            used: number;
                            capacity: number;
                            prepaymentUsed: number;
                            prepaymentCap: number;
                        };
                        queue: {
                            ready: number;
                            /** @description behind a sibling that is not ready */
                            held: number;
                            /** @description ready, but not released */
                            withheld: number;
                            oldestSince: string | null;
                            earliestDue: string | null;
                        };
                        lastHour: {
                            answered: number;
                            commissioned: number;
                            /** @description per cent of the answers */
                            success: number | null;
                        };
                        window: {
                            open: boolean;
                            closesAt: string | null;
                            opensAt: string | null;
                        };
                        breaker: {
                            /** @enum {string} */
                            state: "closed" | "open" | "probing" | "ramping";
                            heldBy: string | null;
                            hold: ("open" | "closed") | null;
                            reason: string | null;
                            since: string | null;
                            /** @description when an open one tries a few */
                            triesAt: string | null;
                        };
                        /** @description temporary limits, while they hold */
                        override: {
                            ratePerMinute: number | null;
                            dailyCapacity: number | null;
                            inFlightLimit: number | null;
                            /** Format: date-time */
                            untilAt: string;
                            by: string;
                            reason: string;
                        } | null;
                        stopped: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @description all lanes are */
                            all: boolean;
                        } | null;
                        /** @description what the programme says of it, temporary limits apart */
                        programme: {
                            ratePerMinute: number;
                            dailyCapacity: number;
                            inFlightLimit: number;
                            /** @description installations a day of which each supplier with demand is sure */
                            supplierMinimum: number;
                            /** @description hours of London time in which it may submit */
                            readonly windows: {
                                readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                from: string;
                                to: string;
                                onBankHolidays: boolean;
                            }[];
                            prepayment: {
                                readonly windows: {
                                    readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    from: string;
                                    to: string;
                                    onBankHolidays: boolean;
                                }[];
                                dailyCap: number;
                            };
                            attemptCostPence: number;
                            breaker: {
                                windowMinutes: number;
                                minimumSample: number;
                                failurePercent: number;
                                stormFactor: number;
                                stormPercent: number;
                                normHours: number;
                                openMinutes: number;
                                probes: number;
                                probePercent: number;
                                rampMinutes: number;
                            };
                        };
                        readonly suppliers: {
                            supplier: string;
                            usedToday: number;
                            ready: number;
                        }[];
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postLanesLaneBreaker: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                lane: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @enum {string} */
                    order: "open" | "closed" | "auto";
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lane: string;
                        name: string;
                        /** @enum {string} */
                        state: "working" | "stopped" | "breaker-open" | "closed" | "day-used";
                        inFlight: number;
                        inFlightLimit: number;
                        ratePerMinute: number;
                        today: {
                            used: number;
                            capacity: number;
                            prepaymentUsed: number;
                            prepaymentCap: number;
                        };
                        queue: {
                            ready: number;
                            /** @description behind a sibling that is not ready */
                            held: number;
                            /** @description ready, but not released */
                            withheld: number;
                            oldestSince: string | null;
                            earliestDue: string | null;
                        };
                        lastHour: {
                            answered: number;
                            commissioned: number;
                            /** @description per cent of the answers */
                            success: number | null;
                        };
                        window: {
                            open: boolean;
                            closesAt: string | null;
                            opensAt: string | null;
                        };
                        breaker: {
                            /** @enum {string} */
                            state: "closed" | "open" | "probing" | "ramping";
                            heldBy: string | null;
                            hold: ("open" | "closed") | null;
                            reason: string | null;
                            since: string | null;
                            /** @description when an open one tries a few */
                            triesAt: string | null;
                        };
                        /** @description temporary limits, while they hold */
                        override: {
                            ratePerMinute: number | null;
                            dailyCapacity: number | null;
                            inFlightLimit: number | null;
                            /** Format: date-time */
                            untilAt: string;
                            by: string;
                            reason: string;
                        } | null;
                        stopped: {
                            /** Format: date-time */
                            at: string;
                            by: string;
                            reason: string;
                            /** @description all lanes are */
                            all: boolean;
                        } | null;
                        /** @description what the programme says of it, temporary limits apart */
                        programme: {
                            ratePerMinute: number;
                            dailyCapacity: number;
                            inFlightLimit: number;
                            /** @description installations a day of which each supplier with demand is sure */
                            supplierMinimum: number;
                            /** @description hours of London time in which it may submit */
                            readonly windows: {
                                readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                from: string;
                                to: string;
                                onBankHolidays: boolean;
                            }[];
                            prepayment: {
                                readonly windows: {
                                    readonly days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    from: string;
                                    to: string;
                                    onBankHolidays: boolean;
                                }[];
                                dailyCap: number;
                            };
                            attemptCostPence: number;
                            breaker: {
                                windowMinutes: number;
                                minimumSample: number;
                                failurePercent: number;
                                stormFactor: number;
                                stormPercent: number;
                                normHours: number;
                                openMinutes: number;
                                probes: number;
                                probePercent: number;
                                rampMinutes: number;
                            };
                        };
                        readonly suppliers: {
                            supplier: string;
                            usedToday: number;
                            ready: number;
                        }[];
                        readonly events: {
                            eventId: number;
                            /** Format: date-time */
                            at: string;
                            /** @description null: all lanes */
                            lane: string | null;
                            kind: string;
                            actor: string;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesDryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description the words of the lists; all conditions hold together
                     * @default {}
                     */
                    filter?: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /**
                     * @description only these: a CSV with the column device_id, or one device id a line
                     * @default null
                     */
                    devices?: string | null;
                    /** @default {} */
                    plan?: {
                        /**
                         * @description sizes in meters, shares in per cent, or canary then doubling
                         * @default {
                         *       "kind": "one"
                         *     }
                         */
                        waves?: {
                            /** @enum {string} */
                            kind: "one";
                        } | {
                            /** @enum {string} */
                            kind: "sizes";
                            readonly sizes: number[];
                        } | {
                            /** @enum {string} */
                            kind: "shares";
                            readonly shares: number[];
                        } | {
                            /** @enum {string} */
                            kind: "canary";
                            size: number;
                        };
                        /**
                         * @description when the next wave follows
                         * @default {
                         *       "kind": "success",
                         *       "success": 0.9,
                         *       "landed": 0.9
                         *     }
                         */
                        next?: {
                            /** @enum {string} */
                            kind: "success";
                            success: number;
                            landed: number;
                        } | {
                            /** @enum {string} */
                            kind: "check";
                        };
                        /**
                         * @description when it pauses by itself; null: never
                         * @default {
                         *       "share": 0.5,
                         *       "count": null,
                         *       "sample": 20,
                         *       "codes": null
                         *     }
                         */
                        errors?: {
                            share: number | null;
                            count: number | null;
                            sample: number;
                            codes: string[] | null;
                        } | null;
                        startsAt?: string | null;
                        endsAt?: string | null;
                        /**
                         * @default stop
                         * @enum {string}
                         */
                        atEnd?: "stop" | "cancel";
                        /**
                         * @description members released an hour at most
                         * @default null
                         */
                        ratePerHour?: number | null;
                        /**
                         * @description where all that is left waits for others: it stays open, or ends by itself
                         * @default wait
                         * @enum {string}
                         */
                        whenStill?: "wait" | "end";
                    };
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description meters that match, ended ones included */
                        matched: number;
                        /** @description meters that come with them, since an installation goes as a whole */
                        siblings: number;
                        members: number;
                        canGoNow: number;
                        readonly rest: {
                            code: string;
                            stage: string;
                            /** @description false: no member, the reason says why */
                            member: boolean;
                            meters: number;
                            readonly examples: string[];
                            readonly batches: number[];
                        }[];
                        readonly waves: number[];
                        unknownDevices: {
                            count: number;
                            readonly examples: string[];
                        };
                        readonly authorisationsMissing: {
                            supplier: string;
                            meters: number;
                            split: number;
                        }[];
                        readonly lanes: {
                            laneId: string;
                            workingDays: number | null;
                            lastDay: string | null;
                            late: number;
                        }[];
                        /** @description null: longer than can be foreseen */
                        workingDays: number | null;
                        /** @description would miss their date */
                        late: number;
                        attempts: number;
                        costPence: number;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getBatches: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                /** @description only those that are not over */
                open?: "true" | "false";
                state?: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                /** @description only those in which members of this one are tried again */
                parent?: string;
                /** @description with the health of each; a page has at most 20 then */
                health?: "true" | "false";
                /** @description only those that need attention or lag, with the health of each */
                attention?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly batches: {
                            batchId: number;
                            parentId: number | null;
                            name: string;
                            /** @enum {string} */
                            state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                            members: number;
                            enrolled: number;
                            failed: number;
                            live: number;
                            /** @description members by state; those that there are none of are left out */
                            states: {
                                [key: string]: number;
                            };
                            /** @description in ids of the programme; a list of devices by its length */
                            filter: {
                                [key: string]: unknown;
                            };
                            /** Format: date-time */
                            plannedAt: string;
                            plannedBy: string;
                            endedAt: string | null;
                            /** @description null: not asked for */
                            health: {
                                /** @enum {string} */
                                health: "on-track" | "lagging" | "needs-attention";
                                readonly reasons: string[];
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatches: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description the words of the lists; all conditions hold together
                     * @default {}
                     */
                    filter?: {
                        supplier?: string;
                        cohort?: string;
                        lane?: string;
                        /** @description only these, by their numbers, like 13,137 */
                        journeys?: string;
                        stage?: string;
                        /** @description of those in migration: ready, held or in-flight */
                        standing?: string;
                        code?: string;
                        /** @description code of the last failure */
                        failure?: string;
                        fuel?: string;
                        "due-before"?: string;
                        "due-from"?: string;
                        "payment-mode"?: string;
                        service?: string;
                        /** @description of the meter */
                        firmware?: string;
                        /** @description open, no-clock, met-in-time, met-late or ended */
                        duty?: string;
                        /** @description of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended */
                        health?: string;
                        /** @description to whom the failure was handed */
                        owner?: string;
                        /** @description of the failure: proposed, referred or answered */
                        referral?: string;
                        /** @description under which the failure was referred */
                        reference?: string;
                        /**
                         * @description only meters that stand where their last failure put them
                         * @enum {string}
                         */
                        "open-failure"?: "true";
                    };
                    /**
                     * @description only these: a CSV with the column device_id, or one device id a line
                     * @default null
                     */
                    devices?: string | null;
                    /** @default {} */
                    plan?: {
                        /**
                         * @description sizes in meters, shares in per cent, or canary then doubling
                         * @default {
                         *       "kind": "one"
                         *     }
                         */
                        waves?: {
                            /** @enum {string} */
                            kind: "one";
                        } | {
                            /** @enum {string} */
                            kind: "sizes";
                            readonly sizes: number[];
                        } | {
                            /** @enum {string} */
                            kind: "shares";
                            readonly shares: number[];
                        } | {
                            /** @enum {string} */
                            kind: "canary";
                            size: number;
                        };
                        /**
                         * @description when the next wave follows
                         * @default {
                         *       "kind": "success",
                         *       "success": 0.9,
                         *       "landed": 0.9
                         *     }
                         */
                        next?: {
                            /** @enum {string} */
                            kind: "success";
                            success: number;
                            landed: number;
                        } | {
                            /** @enum {string} */
                            kind: "check";
                        };
                        /**
                         * @description when it pauses by itself; null: never
                         * @default {
                         *       "share": 0.5,
                         *       "count": null,
                         *       "sample": 20,
                         *       "codes": null
                         *     }
                         */
                        errors?: {
                            share: number | null;
                            count: number | null;
                            sample: number;
                            codes: string[] | null;
                        } | null;
                        startsAt?: string | null;
                        endsAt?: string | null;
                        /**
                         * @default stop
                         * @enum {string}
                         */
                        atEnd?: "stop" | "cancel";
                        /**
                         * @description members released an hour at most
                         * @default null
                         */
                        ratePerHour?: number | null;
                        /**
                         * @description where all that is left waits for others: it stays open, or ends by itself
                         * @default wait
                         * @enum {string}
                         */
                        whenStill?: "wait" | "end";
                    };
                    /** @default null */
                    reason?: string | null;
                    name: string;
                    /**
                     * @description put it forward for approval at once
                     * @default false
                     */
                    submit?: boolean;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description meters that match, ended ones included */
                        matched: number;
                        /** @description meters that come with them, since an installation goes as a whole */
                        siblings: number;
                        members: number;
                        canGoNow: number;
                        readonly rest: {
                            code: string;
                            stage: string;
                            /** @description false: no member, the reason says why */
                            member: boolean;
                            meters: number;
                            readonly examples: string[];
                            readonly batches: number[];
                        }[];
                        readonly waves: number[];
                        unknownDevices: {
                            count: number;
                            readonly examples: string[];
                        };
                        readonly authorisationsMissing: {
                            supplier: string;
                            meters: number;
                            split: number;
                        }[];
                        readonly lanes: {
                            laneId: string;
                            workingDays: number | null;
                            lastDay: string | null;
                            late: number;
                        }[];
                        /** @description null: longer than can be foreseen */
                        workingDays: number | null;
                        /** @description would miss their date */
                        late: number;
                        attempts: number;
                        costPence: number;
                        batchId: number;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getBatchesBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        parentId: number | null;
                        name: string;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                        /** @description in ids of the programme; a list of devices by its length */
                        filter: {
                            [key: string]: unknown;
                        };
                        filterVersion: number;
                        plan: {
                            waves: {
                                /** @enum {string} */
                                kind: "one";
                            } | {
                                /** @enum {string} */
                                kind: "sizes";
                                readonly sizes: number[];
                            } | {
                                /** @enum {string} */
                                kind: "shares";
                                readonly shares: number[];
                            } | {
                                /** @enum {string} */
                                kind: "canary";
                                size: number;
                            };
                            next: {
                                /** @enum {string} */
                                kind: "success";
                                success: number;
                                landed: number;
                            } | {
                                /** @enum {string} */
                                kind: "check";
                            };
                            errors: {
                                share: number | null;
                                count: number | null;
                                sample: number;
                                codes: string[] | null;
                            } | null;
                            startsAt: string | null;
                            endsAt: string | null;
                            /** @enum {string} */
                            atEnd: "stop" | "cancel";
                            ratePerHour: number | null;
                            /** @enum {string} */
                            whenStill?: "wait" | "end";
                        };
                        startsAt: string | null;
                        endsAt: string | null;
                        ratePerHour: number | null;
                        /** Format: date-time */
                        plannedAt: string;
                        plannedBy: string;
                        decidedAt: string | null;
                        decidedBy: string | null;
                        remark: string | null;
                        startedAt: string | null;
                        endedAt: string | null;
                        pausedBy: ("person" | "errors") | null;
                        /** @description what can be done with it now */
                        readonly possible: ("submit" | "approve" | "refuse" | "pause" | "resume" | "cancel" | "finish")[];
                        progress: {
                            members: number;
                            states: {
                                left: number;
                                waiting: number;
                                released: number;
                                "in-flight": number;
                                retrying: number;
                                enrolled: number;
                                failed: number;
                                ended: number;
                                "given-back": number;
                                moved: number;
                            };
                            failed: {
                                [key: string]: number;
                            };
                            waiting: {
                                [key: string]: number;
                            };
                            givenBack: {
                                [key: string]: number;
                            };
                        };
                        readonly waves: {
                            wave: number;
                            members: number;
                            /** @enum {string} */
                            state: "pending" | "open" | "passed" | "short" | "skipped";
                            held: boolean;
                            openedAt: string | null;
                            judgedAt: string | null;
                            counts: {
                                left: number;
                                waiting: number;
                                released: number;
                                "in-flight": number;
                                retrying: number;
                                enrolled: number;
                                failed: number;
                                ended: number;
                                "given-back": number;
                                moved: number;
                            };
                        }[];
                        health: {
                            /** @enum {string} */
                            health: "on-track" | "lagging" | "needs-attention";
                            readonly reasons: string[];
                        };
                        /** @description members that came to their end an hour, by the last ten minutes */
                        perHour: number;
                        /** @description null: unknown */
                        completesAt: string | null;
                        /** @description would miss their date at this pace; null: unknown */
                        late: number | null;
                        readonly attempts: {
                            number: number;
                            landed: number;
                            commissioned: number;
                        }[];
                        firstTimeSuccess: number | null;
                        readonly authorisations: {
                            supplier: string;
                            decision: string;
                            /** Format: date-time */
                            at: string;
                            by: string;
                            file: string | null;
                        }[];
                        readonly authorisationsAwaited: {
                            supplier: string;
                            meters: number;
                        }[];
                        readonly children: {
                            batchId: number;
                            members: number;
                        }[];
                        readonly events: {
                            /** Format: date-time */
                            at: string;
                            actor: string;
                            kind: string;
                            from: string | null;
                            to: string | null;
                            reason: string | null;
                            detail: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                        /** @description what came of it; null before its end */
                        summary: {
                            asked: {
                                /** @description in ids of the programme; a list of devices by its length */
                                filter: {
                                    [key: string]: unknown;
                                };
                                plan: {
                                    waves: {
                                        /** @enum {string} */
                                        kind: "one";
                                    } | {
                                        /** @enum {string} */
                                        kind: "sizes";
                                        readonly sizes: number[];
                                    } | {
                                        /** @enum {string} */
                                        kind: "shares";
                                        readonly shares: number[];
                                    } | {
                                        /** @enum {string} */
                                        kind: "canary";
                                        size: number;
                                    };
                                    next: {
                                        /** @enum {string} */
                                        kind: "success";
                                        success: number;
                                        landed: number;
                                    } | {
                                        /** @enum {string} */
                                        kind: "check";
                                    };
                                    errors: {
                                        share: number | null;
                                        count: number | null;
                                        sample: number;
                                        codes: string[] | null;
                                    } | null;
                                    startsAt: string | null;
                                    endsAt: string | null;
                                    /** @enum {string} */
                                    atEnd: "stop" | "cancel";
                                    ratePerHour: number | null;
                                    /** @enum {string} */
                                    whenStill?: "wait" | "end";
                                };
                                members: number;
                            };
                            members: {
                                left: number;
                                waiting: number;
                                released: number;
                                "in-flight": number;
                                retrying: number;
                                enrolled: number;
                                failed: number;
                                ended: number;
                                "given-back": number;
                                moved: number;
                            };
                            failed: {
                                [key: string]: number;
                            };
                            givenBack: {
                                [key: string]: number;
                            };
                            readonly suppliers: {
                                supplier: string;
                                state: string;
                                code: string | null;
                                meters: number;
                            }[];
                            attempts: {
                                made: number;
                                costPence: number;
                                readonly landed: {
                                    number: number;
                                    /** @enum {string} */
                                    result: "commissioned" | "failed" | "voided";
                                    code: string;
                                    n: number;
                                }[];
                            };
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            /** Format: date-time */
                            endedAt: string;
                            ranMs: number | null;
                            readonly who: {
                                /** Format: date-time */
                                at: string;
                                actor: string;
                                kind: string;
                                from: string | null;
                                to: string | null;
                                reason: string | null;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchSubmit: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchApprove: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchRefuse: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchPause: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchResume: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchCancel: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchFinish: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        /** @enum {string} */
                        state: "draft" | "awaiting-approval" | "refused" | "approved" | "releasing" | "pausing" | "paused" | "cancelling" | "cancelled" | "finishing" | "finished";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchWavesWaveHold: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
                wave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        wave: number;
                        state: string;
                        held: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchWavesWaveSkip: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
                wave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        wave: number;
                        state: string;
                        held: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchWavesWaveRelease: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
                wave: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        wave: number;
                        state: string;
                        held: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postBatchesBatchRate: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match"?: string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    reason?: string | null;
                    /** @description null: as fast as its lanes go */
                    ratePerHour: number | null;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        batchId: number;
                        ratePerHour: number | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getBatchesBatchMembers: {
        parameters: {
            query?: {
                state?: "left" | "waiting" | "released" | "in-flight" | "retrying" | "enrolled" | "failed" | "ended" | "given-back" | "moved";
                /** @description the reason */
                code?: string;
                wave?: string;
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly members: {
                            journeyId: number;
                            deviceId: string;
                            fuel: string;
                            supplier: string;
                            lane: string | null;
                            wave: number;
                            /** @enum {string} */
                            state: "left" | "waiting" | "released" | "in-flight" | "retrying" | "enrolled" | "failed" | "ended" | "given-back" | "moved";
                            code: string | null;
                            attempts: number;
                            dueOn: string | null;
                            stage: string;
                            releasedAt: string | null;
                            endedAt: string | null;
                            movedTo: number | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getBatchesBatchMembersCsv: {
        parameters: {
            query?: {
                state?: "left" | "waiting" | "released" | "in-flight" | "retrying" | "enrolled" | "failed" | "ended" | "given-back" | "moved";
                /** @description the reason */
                code?: string;
                wave?: string;
            };
            header?: never;
            path: {
                batch: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getImports: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly imports: {
                            importId: number;
                            fileName: string;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                            startedBy: string;
                            whole: boolean;
                            rows: number;
                            created: number;
                            changed: number;
                            unchanged: number;
                            rejected: number;
                            missing: number;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postImports: {
        parameters: {
            query?: {
                /** @description name of the file, for the record */
                name?: string;
                /** @description the file is the whole portfolio of its suppliers */
                whole?: "true" | "false";
                /** @description count what would happen, and change nothing */
                "dry-run"?: "true" | "false";
            };
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description the file, as it is or gzipped */
        requestBody: {
            content: {
                "text/csv": string;
                "application/gzip": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operationId: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getImportsImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        importId: number;
                        fileName: string;
                        /** Format: date-time */
                        startedAt: string;
                        finishedAt: string | null;
                        startedBy: string;
                        whole: boolean;
                        rows: number;
                        created: number;
                        changed: number;
                        unchanged: number;
                        rejected: number;
                        missing: number;
                        readonly problems: {
                            code: string;
                            column: string;
                            rows: number;
                        }[];
                        /** @description its rejected rows are here as a file (quarantine.csv) */
                        quarantine: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getImportsImportProblems: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                code?: string;
            };
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly problems: {
                            row: number;
                            part: number;
                            column: string;
                            code: string;
                            message: string;
                            expected: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getImportsImportProblemsCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the problems */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getImportsImportQuarantineCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the rejected rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getProgramme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** Format: date-time */
                        appliedAt: string;
                        appliedBy: string;
                        /** @description suppliers, SMSOs, cohorts, EPCL, CPL, policies, lanes, retry table: docs/programme.md */
                        programme: unknown;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getProgrammeVersions: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly versions: {
                            version: number;
                            name: string;
                            digest: string;
                            /** Format: date-time */
                            appliedAt: string;
                            appliedBy: string;
                            readonly changes: string[];
                            /** @description when the last meter concerned had been told; null: still at it */
                            toldAt: string | null;
                            /** @description whose proposal it was, and why; null: applied from its folder */
                            proposal: {
                                proposalId: number;
                                reason: string;
                                proposedBy: string;
                            } | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getProgrammeVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        name: string;
                        digest: string;
                        /** Format: date-time */
                        appliedAt: string;
                        appliedBy: string;
                        readonly changes: string[];
                        /** @description when the last meter concerned had been told; null: still at it */
                        toldAt: string | null;
                        /** @description whose proposal it was, and why; null: applied from its folder */
                        proposal: {
                            proposalId: number;
                            reason: string;
                            proposedBy: string;
                        } | null;
                        /** @description suppliers, SMSOs, cohorts, EPCL, CPL, policies, lanes, retry table: docs/programme.md */
                        programme: unknown;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getProgrammeVersionsVersionDifferences: {
        parameters: {
            query?: {
                /** @description the other version; else the one before */
                from?: string;
            };
            header?: never;
            path: {
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description null: there was none before */
                        from: number | null;
                        to: number;
                        readonly changes: {
                            section: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            /** @description id of the item */
                            key: string;
                            readonly fields: {
                                field: string;
                                before: unknown;
                                after: unknown;
                            }[];
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postProgrammeCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the files of a programme folder, by name */
                    files: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: boolean;
                        readonly changes: string[];
                        concerned: number;
                        woken: number;
                        readonly dates: {
                            supplier: string;
                            earlier: number;
                            later: number;
                            started: number;
                            stopped: number;
                        }[];
                        readonly later: {
                            /** Format: date */
                            on: string;
                            policy: string;
                            readonly dates: {
                                supplier: string;
                                earlier: number;
                                later: number;
                                started: number;
                                stopped: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getProgrammeProposals: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly proposals: {
                            proposalId: number;
                            baseVersion: number | null;
                            digest: string;
                            readonly changes: string[];
                            reason: string;
                            proposedBy: string;
                            /** Format: date-time */
                            proposedAt: string;
                            /** @enum {string} */
                            state: "open" | "applied" | "withdrawn";
                            decidedBy: string | null;
                            decidedAt: string | null;
                            decisionReason: string | null;
                            version: number | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postProgrammeProposals: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the files of a programme folder, by name */
                    files: {
                        [key: string]: string;
                    };
                    reason: string;
                } | {
                    version: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposalId: number;
                        readonly changes: string[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getProgrammeProposalsProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposalId: number;
                        baseVersion: number | null;
                        digest: string;
                        readonly changes: string[];
                        reason: string;
                        proposedBy: string;
                        /** Format: date-time */
                        proposedAt: string;
                        /** @enum {string} */
                        state: "open" | "applied" | "withdrawn";
                        decidedBy: string | null;
                        decidedAt: string | null;
                        decisionReason: string | null;
                        version: number | null;
                        /** @description null once it is decided */
                        preview: {
                            changed: boolean;
                            readonly changes: string[];
                            concerned: number;
                            woken: number;
                            readonly dates: {
                                supplier: string;
                                earlier: number;
                                later: number;
                                started: number;
                                stopped: number;
                            }[];
                            readonly later: {
                                /** Format: date */
                                on: string;
                                policy: string;
                                readonly dates: {
                                    supplier: string;
                                    earlier: number;
                                    later: number;
                                    started: number;
                                    stopped: number;
                                }[];
                            }[];
                        } | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postProgrammeProposalsProposalApply: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operationId: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postProgrammeProposalsProposalWithdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposalId: number;
                        /** @enum {string} */
                        state: "withdrawn";
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getOperationsOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operationId: string;
                        kind: string;
                        /** @enum {string} */
                        state: "running" | "done" | "failed";
                        progress: {
                            [key: string]: number;
                        };
                        result: unknown;
                        problem: {
                            code: string;
                            detail: string;
                            hint: string | null;
                        } | null;
                        /** Format: date-time */
                        startedAt: string;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getOperations: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                kind?: string;
                running?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly operations: {
                            operationId: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            progress: {
                                [key: string]: number;
                            };
                            result: unknown;
                            problem: {
                                code: string;
                                detail: string;
                                hint: string | null;
                            } | null;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getViews: {
        parameters: {
            query?: {
                page?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly views: {
                            viewId: number;
                            page: string;
                            name: string;
                            query: string;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            createdBy: string;
                            /** Format: date-time */
                            changedAt: string;
                            changedBy: string;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postViews: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    page: string;
                    name: string;
                    /** @description the filter as it stands in an address: stage=needs-action&supplier=edf */
                    query: string;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        viewId: number;
                        page: string;
                        name: string;
                        query: string;
                        version: number;
                        /** Format: date-time */
                        createdAt: string;
                        createdBy: string;
                        /** Format: date-time */
                        changedAt: string;
                        changedBy: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getViewsView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        viewId: number;
                        page: string;
                        name: string;
                        query: string;
                        version: number;
                        /** Format: date-time */
                        createdAt: string;
                        createdBy: string;
                        /** Format: date-time */
                        changedAt: string;
                        changedBy: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    putViewsView: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description the filter as it stands in an address: stage=needs-action&supplier=edf */
                    query: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        viewId: number;
                        page: string;
                        name: string;
                        query: string;
                        version: number;
                        /** Format: date-time */
                        createdAt: string;
                        createdBy: string;
                        /** Format: date-time */
                        changedAt: string;
                        changedBy: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    deleteViewsView: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description the ETag of what you looked at */
                "if-match": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        readonly roles: ("operator" | "approver" | "supplier" | "auditor" | "admin")[];
                        readonly permissions: string[];
                        supplier: string | null;
                        /** @description to be sent as x-csrf-token with every command; null where no cookie is used */
                        csrf: string | null;
                        /** @description this is an invented person */
                        example: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    person: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                        warning: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getSessionPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        warning: string;
                        readonly people: {
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "operator" | "approver" | "supplier" | "auditor" | "admin";
                            supplier: string | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly tokens: {
                            tokenId: string;
                            name: string;
                            readonly roles: string[];
                            scopes: string[] | null;
                            supplier: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            createdBy: string;
                            /** Format: date-time */
                            expiresAt: string;
                            revokedAt: string | null;
                            revokedBy: string | null;
                            revokeReason: string | null;
                            lastUsedAt: string | null;
                        }[];
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    readonly roles: ("operator" | "approver" | "supplier" | "auditor" | "admin")[];
                    /**
                     * @description permissions; none: all of the roles
                     * @default []
                     */
                    readonly scopes?: string[];
                    /**
                     * @description with the role supplier alone
                     * @default null
                     */
                    supplier?: string | null;
                    /** @default 90 */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokenId: string;
                        /** @description to be sent as Authorization: Bearer; the register keeps its hash alone */
                        token: string;
                        readonly roles: ("operator" | "approver" | "supplier" | "auditor" | "admin")[];
                        scopes: string[] | null;
                        supplier: string | null;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    postTokensTokenRevoke: {
        parameters: {
            query?: never;
            header: {
                /** @description a text of your own, new for each command, the same when it is sent again */
                "idempotency-key": string;
                /** @description of GET /v1/session; needed with its cookie alone */
                "x-csrf-token"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokenId: string;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description how many at most (50) */
                limit?: string;
                /** @description “next” of the page before */
                cursor?: string;
                actor?: string;
                /** @description a route, as POST /lanes/stop, or a command */
                action?: string;
                via?: "api" | "cli";
                supplier?: string;
                phase?: "asked" | "answered";
                code?: string;
                /** @description how it begins, as /v1/meters/17 */
                target?: string;
                from?: string;
                /** @description not included */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        readonly entries: {
                            auditId: number;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            via: "api" | "cli";
                            actor: string;
                            caller: string;
                            readonly roles: string[];
                            supplier: string | null;
                            action: string;
                            target: string | null;
                            /** @enum {string} */
                            phase: "asked" | "answered";
                            status: number | null;
                            code: string | null;
                            requestId: string;
                        }[];
                        next: string | null;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getSessionWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description with the identity provider: send the browser to /v1/session/sign-in */
                        provider: boolean;
                        /** @description the host of the provider */
                        providerName: string | null;
                        /** @description as an invented person: /v1/session/people */
                        examplePeople: boolean;
                    };
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getSessionSignIn: {
        parameters: {
            query?: {
                /** @description path of the console to come back to */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description status 302, and where to go in the header Location */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
    getSessionCallback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description status 302, and where to go in the header Location */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description a problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @description urn:meterlift:code:<code> */
                        type: string;
                        title: string;
                        status: number;
                        /** @description a stable code (docs/codes.md, docs/api.md) */
                        code: string;
                        detail: string;
                        /** @description what to do */
                        hint?: string;
                        /** @description number of the request, as in the log */
                        instance: string;
                        errors?: {
                            in: string;
                            path: string;
                            message: string;
                        }[];
                    };
                };
            };
        };
    };
}
