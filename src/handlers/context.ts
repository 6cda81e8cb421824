// Contexts: resolving, and what is made of a resolve.

import { afterwards } from "../afterwards.ts";
import { configuredShell } from "../context/configured-shell.ts";
import { makeCommandEnvironment, makeEnvironment } from "../context/environment.ts";
import {
  type ContextRecord,
  environmentRequest,
  type Surroundings,
} from "../context/environment-source.ts";
import { makeScript, makeShellPlan } from "../context/script.ts";
import { spanned } from "../profile.ts";
import { resolve as resolveMethod } from "../protocol/context.ts";
import type { TypeOf } from "../protocol/method.ts";
import type { Basis } from "../records/basis.ts";
import { placedRecord } from "../records/records.ts";
import { answerOf } from "../resolve/kept-resolves.ts";
import { resolve } from "../resolve/resolve.ts";
import { actionToWire } from "../rex/actions.ts";
import { effectToWire } from "../rex/effects.ts";
import type { ActionsCallback, CommandsHost } from "../rex/host.ts";
import { Cancelled } from "../slices.ts";
import { earlierResolves } from "./earlier-resolves.ts";
import { searchSettings } from "./engine-settings.ts";
import type { Call, Handlers, HostCalls } from "./handler.ts";
import { memoryOf, packageSource, stepCallback } from "./problem.ts";
import { configureCaches, newReading, openOptions } from "./reading.ts";

type ResolveParams = TypeOf<typeof resolveMethod.params>;

export const contextHandlers = {
  "context/resolve": async (params, call) => {
    foresee(params, call);
    const source = await packageSource(params, call, params.hasLoadCallback);
    const { maxFails, timeLimit } = params;
    const options = { maxFails, timeLimit, ...searchSettings(call.settings) };
    const { kept, shared } = earlierResolves(params, options, source, call);
    // What the studio shares is doubted anew each time, and so not kept as our own.
    const earlier = (await kept?.find()) ?? (await shared?.find());
    const onStep = stepCallback(params, call);
    const request = { requests: [...params.requests, ...params.implicits], options, onStep };
    const answer = earlier ?? answerOf(await resolve(request, source, memoryOf(params, call)));
    for (const keeper of earlier ? [] : [kept, shared]) {
      if (keeper) afterwards(keeper.name, () => keeper.keep(answer));
    }
    const { cache } = source.reading;
    const record = (each: (typeof answer.variants)[number]) =>
      placedRecord(each, call.settings, (location) => cache.storage(location));
    const records = await spanned("result", null, () => Promise.all(answer.variants.map(record)));
    return {
      status: answer.status,
      resolvedPackages: records,
      resolvedEphemerals: answer.ephemerals,
      failureDescription: answer.failureDescription,
      conflicts: answer.conflicts,
      graph: answer.graph,
      solveTime: answer.solveSeconds,
      loadTime: answer.loadSeconds,
      numLoadedPackages: answer.loadedCount,
    };
  },

  "context/environ": async ({ context, surroundings, purpose }, call) => {
    const request = await requestFor(context, surroundings, call);
    const host = commandsHost(call, request.basis);
    if (purpose === "look" || purpose === "actions") {
      const { environ, actions } = await makeEnvironment(request, host);
      return {
        environ: Object.fromEntries(environ),
        effects: [],
        actions: purpose === "actions" ? actions.map(actionToWire) : null,
        basis: basisRecord(request.basis),
      };
    }
    const made = await makeCommandEnvironment(request, host, {
      updatesSession: purpose === "apply",
    });
    return {
      environ: Object.fromEntries(made.environ),
      effects: made.effects.map(effectToWire),
      actions: null,
      basis: basisRecord(request.basis),
    };
  },

  "context/script": async ({ context, surroundings, style }, call) => {
    const request = await requestFor(context, surroundings, call);
    const shell = configuredShell(surroundings.shell, call, request.basis.look);
    const script = await makeScript({ ...request, ...shell }, commandsHost(call, request.basis), {
      style,
      loadPath: context.loadPath,
    });
    return { script, basis: basisRecord(request.basis) };
  },

  "context/shell": async (params, call) => {
    const { context, surroundings } = params;
    const request = await requestFor(context, surroundings, call);
    const plan = await makeShellPlan(
      {
        ...request,
        ...configuredShell(surroundings.shell, call, request.basis.look),
        folder: params.folder,
        rxtFile: params.rxtPath,
        contextFile: params.contextPath,
        rcfile: params.rcfile,
        norc: params.norc,
        stdin: params.stdin,
        command: params.command,
        quiet: params.quiet,
        preCommand: params.preCommand,
        now: params.now,
        addRez: params.addRez,
        spawnSettings: {
          set_prompt: call.settings.set_prompt,
          prefix_prompt: call.settings.prefix_prompt,
          package_commands_sourced_first: params.sourcedFirst,
        },
        completionFolder: params.completionFolder,
      },
      commandsHost(call, request.basis),
      {
        before: params.hasActionsCallback ? actionsCallback("before", call) : null,
        after: params.hasPostActionsCallback ? actionsCallback("after", call) : null,
      },
    );
    return {
      files: plan.files,
      startupVariable: plan.startupVariable,
      argv: plan.argv,
      environ: Object.fromEntries(plan.environ),
      basis: basisRecord(request.basis),
      stdin: plan.stdin,
      throughSystemShell: plan.throughSystemShell,
      warnings: plan.warnings,
    };
  },
} satisfies Partial<Handlers>;

/** What a user asks for is learned from, and what is likely to follow is made while nobody waits. */
function foresee(params: ResolveParams, call: Call): void {
  configureCaches(call);
  const { memory, preheater } = call.engine;
  const isOfPython = params.hasCallback || params.hasLoadCallback;
  if (!preheater?.isEnabled || call.control.isIdle || !params.caching || isOfPython) return;
  preheater.asked(JSON.stringify(params), async (key, control) => {
    const likely = resolveMethod.params().parse(JSON.parse(key));
    await contextHandlers["context/resolve"](likely, { ...call, control, host: nobody });
    memory.callEnded();
  });
}

/** Users' Python runs for calls that wait for it alone. */
const nobody = new Proxy({} as HostCalls, {
  get: () => () => Promise.reject(new Cancelled("nobody waits for this")),
});

async function requestFor(context: ContextRecord, surroundings: Surroundings, call: Call) {
  const reading = newReading(call);
  const request = await environmentRequest(
    context,
    call.process,
    surroundings,
    call.settings,
    reading,
    openOptions(call),
  );
  if (request.warnings.length > 0) await call.host.warn({ warnings: request.warnings });
  return request;
}

function commandsHost(call: Call, basis: Basis): CommandsHost {
  return {
    runCommands: (request) => {
      basis.giveUp();
      return call.host.runCommands(request);
    },
  };
}

function basisRecord({ files, isTimeless }: Basis) {
  return (
    files && {
      files: files.map(([path, state]) => [path, state] as const),
      timeless: isTimeless,
    }
  );
}

function actionsCallback(moment: "before" | "after", call: Call): ActionsCallback {
  return (state) => call.host.runActions({ ...state, moment });
}
