#include "adapters/app/act.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/deadline/parse.h"
#include "engine/directory/resolve.h"
#include "engine/task/stream.h"

#include "adapters/app/exit_code.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string code;
    std::string action;
    std::string at;
    std::string note;
    std::string reason;
    std::string basis;
    std::string actor;
    std::string party;
    std::string rating;
    std::string until;
    std::string issuer;
    std::string number;
    std::string date;
    std::uint32_t milestone = 1;  // counted from 1, as people do
    std::optional<std::uint64_t> expected;
    std::string id;
};

using Wish = Result<task::Command>;

task::ProgressReported progress(const Arguments& arguments, task::Progress progress) {
    return {progress, "", arguments.note, false};
}

Wish wait_on(const Arguments& arguments, const Directory& directory) {
    if (arguments.party.empty()) {
        return task::WaitOn{{std::nullopt, arguments.reason}};
    }
    const auto parties = NameIndex(directory).parties_in(arguments.party);
    if (parties.size() != 1 || parties.front().kind == PartyKind::unresolved) {
        return fail(
            ErrorCode::invalid,
            "Expected --party to name one agency or group of the directory, but got '" +
                arguments.party + "'"
        );
    }
    return task::WaitOn{{parties.front(), arguments.reason}};
}

// The new deadline as printed in a plan: "Tháng 12/2022", "31/12/2022".
Wish grant(const Arguments& arguments, const Zone& zone) {
    const auto read = parse_deadlines(arguments.until, {zone, false});
    if (read.size() != 1 || !read.front().due_before) {
        return fail(
            ErrorCode::invalid,
            "Expected --until to be a due date like 'Tháng 12/2022' or '31/12/2022', but got '" +
                arguments.until + "'"
        );
    }
    return task::GrantExtension{
        {arguments.milestone - 1,
         arguments.until,
         *read.front().due_before,
         arguments.basis,
         arguments.reason}};
}

// The deadline cell as a person decides it, whole: it takes the place of what was printed.
Wish set_deadline(const Arguments& arguments, const Zone& zone) {
    const auto read = parse_deadlines(arguments.until, {zone, false});
    for (const Milestone& milestone : read) {
        if (milestone.form == DeadlineForm::undecided) {
            return fail(
                ErrorCode::invalid,
                "Expected --until to be a deadline like 'Tháng 12/2022', 'Quý II/2021', 'Năm "
                "2022', 'Từ tháng 7/2022', '31/12/2022' or 'Hàng năm', but got '" +
                    milestone.raw + "'"
            );
        }
    }
    return task::SetDeadline{{read, arguments.reason, arguments.basis}};
}

Wish add_evidence(const Arguments& arguments) {
    const auto date = arguments.date.empty() ? Result<Date>(Date{}) : parse_date(arguments.date);
    if (!date) {
        return tl::unexpected(date.error());
    }
    return task::AddEvidence{{arguments.issuer, arguments.number, arguments.date, arguments.note}};
}

Wish wish_of(const Arguments& arguments, const Directory& directory, const Zone& zone) {
    using task::Progress;
    const std::string& action = arguments.action;
    if (action == "start") {
        return task::ReportProgress{progress(arguments, Progress::in_progress)};
    }
    if (action == "submit") {
        return task::ReportProgress{progress(arguments, Progress::submitted)};
    }
    if (action == "complete") {
        return task::ReportProgress{progress(arguments, Progress::completed)};
    }
    if (action == "meet") {
        return task::MeetMilestone{{arguments.milestone - 1, arguments.note}};
    }
    if (action == "evidence") {
        return add_evidence(arguments);
    }
    if (action == "set-deadline") {
        return set_deadline(arguments, zone);
    }
    if (action == "wait-on") {
        return wait_on(arguments, directory);
    }
    if (action == "rate") {
        return task::Rate{{arguments.rating, arguments.actor, "", arguments.reason}};
    }
    if (action == "request-extension") {
        return task::RequestExtension{{arguments.milestone - 1, arguments.until, arguments.reason}};
    }
    if (action == "grant-extension") {
        return grant(arguments, zone);
    }
    if (action == "refuse-extension") {
        return task::RefuseExtension{{arguments.milestone - 1, arguments.basis, arguments.reason}};
    }
    return task::Cancel{{arguments.reason, arguments.basis}};
}

Result<StreamId> stream_of_code(Engine& engine, const std::string& code) {
    for (const auto kind : {task::Kind::plan_task, task::Kind::dossier, task::Kind::report}) {
        const StreamId stream = task::stream_of(kind, code);
        const auto state = engine.views().task(stream);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if ((*state)->exists()) {
            return stream;
        }
    }
    return fail(ErrorCode::not_found, "Expected the code of a known task, but got '" + code + "'");
}

std::string fresh_id() {
    std::random_device random;
    std::string text;
    for (int i = 0; i < 4; ++i) {
        text += std::to_string(random()) + "-";
    }
    return text;
}

Result<Request> request_of(Engine& engine, const Arguments& arguments) {
    const Zone zone = engine.views().policy() ? engine.views().policy()->zone : Zone{};
    const auto stream = stream_of_code(engine, arguments.code);
    const auto wish = wish_of(arguments, engine.views().directory(), zone);
    if (!stream || !wish) {
        return tl::unexpected(stream ? wish.error() : stream.error());
    }
    Request request;
    request.stream = *stream;
    request.command = *wish;
    request.id = command_id_from(arguments.id.empty() ? fresh_id() : arguments.id);
    request.correlation = request.id;
    request.actor = "person:" + arguments.actor;
    if (arguments.expected) {
        request.expected = StreamVersion{*arguments.expected};
    }
    if (!arguments.at.empty()) {
        const auto at = parse_instant(arguments.at, zone);
        if (!at) {
            return tl::unexpected(at.error());
        }
        request.occurred_at = *at;
    }
    return request;
}

int answer(const Options& options, const Outcome& outcome) {
    nlohmann::ordered_json json;
    if (!outcome) {
        const Refusal& refusal = outcome.error();
        if (options.json) {
            json = {{"ok", false}, {"code", refusal.code}, {"detail", refusal.detail}};
            std::puts(json.dump(2).c_str());
        }
        std::fprintf(stderr, "dunghan: %s\n", refusal.detail.c_str());
        return refusal.kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
    }
    json = {
        {"ok", true},
        {"position", outcome->first.value},
        {"events", outcome->count},
        {"version", outcome->version.value},
        {"repeated", outcome->repeated}};
    if (options.json) {
        std::puts(json.dump(2).c_str());
    } else if (outcome->count == 0) {
        std::puts("Đã như vậy từ trước; không ghi gì thêm.");
    } else {
        std::printf(
            "Đã ghi tại vị trí %llu, phiên bản %llu%s.\n",
            static_cast<unsigned long long>(outcome->first.value),
            static_cast<unsigned long long>(outcome->version.value),
            outcome->repeated ? " (lệnh này đã được thực hiện trước đó)" : ""
        );
    }
    return exit_ok;
}

int run_act(const Options& options, const Arguments& arguments) {
    const auto writing = open_writing(options, false);
    if (!writing) {
        return complain(writing.error());
    }
    const auto request = request_of(*writing->engine, arguments);
    if (!request) {
        return complain(request.error());
    }
    return answer(options, writing->engine->execute_one(*request));
}

}  // namespace

void add_act(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("act", "Tell the log what happened to a task");
    auto arguments = std::make_shared<Arguments>();
    command->add_option("CODE", arguments->code, "The task: 2.8")->required();
    command
        ->add_option(
            "ACTION",
            arguments->action,
            "start, submit, complete, meet (a milestone), evidence, set-deadline, wait-on, rate, "
            "request-extension, grant-extension, refuse-extension, cancel"
        )
        ->required()
        ->check(CLI::IsMember(
            {"start",
             "submit",
             "complete",
             "meet",
             "evidence",
             "set-deadline",
             "wait-on",
             "rate",
             "request-extension",
             "grant-extension",
             "refuse-extension",
             "cancel"}
        ));
    command->add_option("--at", arguments->at, "When it happened; default now");
    command->add_option("--note", arguments->note, "The result in words");
    command->add_option("--reason", arguments->reason, "Why");
    command->add_option("--basis", arguments->basis, "The document that allows it");
    command->add_option("--actor", arguments->actor, "Who says so")->required();
    command->add_option("--party", arguments->party, "wait-on: agency or group; empty: nobody");
    command->add_option("--code", arguments->rating, "rate: HT, ĐTH-Đ, ĐTH-T, CTH-T")
        ->check(CLI::IsMember({"HT", "ĐTH-Đ", "ĐTH-T", "CTH-T"}));
    command->add_option(
        "--until", arguments->until, "set-deadline and extensions: 'Tháng 12/2022'"
    );
    command->add_option("--issuer", arguments->issuer, "evidence: who issued the document");
    command->add_option("--number", arguments->number, "evidence: 2180/QĐ-UBND");
    command->add_option("--date", arguments->date, "evidence: 2022-08-05");
    command->add_option("--milestone", arguments->milestone, "Which milestone, from 1")
        ->check(CLI::Range(1, 64));
    command->add_option(
        "--expect-version", arguments->expected, "Refuse when the task has moved past this version"
    );
    command->add_option(
        "--id", arguments->id, "Name of this wish: repeated, it is answered, not done again"
    );
    command->callback([&options, &exit, arguments] { exit = run_act(options, *arguments); });
}

}  // namespace dunghan::app
