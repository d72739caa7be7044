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
         * Meters of a filter, in the order of their numbers
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
         * One import
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
         * API tokens, the newest first; their secrets are nowhere. The command line makes them (meterlift token create)
         * @description Needs `tokens:manage` (admin).
         */
        get: operations["getTokens"];
        put?: never;
        post?: never;
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
                            [key: string]: number;
                        };
                        standings: {
                            [key: string]: number;
                        };
                        codes: {
                            [key: string]: number;
                        };
                        duties: {
                            [key: string]: number;
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
                        /** @description of the whole fleet: meters that go on by themselves, versions of the programme not yet told, batches to which something was decided that has not happened yet; null for a supplier */
                        unsettled: {
                            meters: number;
                            untoldVersions: number;
                            passingBatches: number;
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
    getFailures: {
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
    getExceptions: {
        parameters: {
            query?: {
                supplier?: string;
                cohort?: string;
                lane?: string;
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
                            [key: string]: number;
                        };
                        readonly months: {
                            month: string | null;
                            health: {
                                [key: string]: number;
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
                            health: "no-clock" | "not-started" | "on-track" | "due-soon" | "overdue" | "met-in-time" | "met-late" | "ended";
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
        requestBody?: never;
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
        requestBody?: never;
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
                action?: string;
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
