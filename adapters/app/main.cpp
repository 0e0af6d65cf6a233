// dunghan: the command line. Options here, work in the commands.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <unistd.h>

#include "adapters/app/act.h"
#include "adapters/app/add_commands.h"
#include "adapters/app/calendar.h"
#include "adapters/app/commands.h"
#include "adapters/app/definition.h"
#include "adapters/app/endpoint.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/explain.h"
#include "adapters/app/forecast.h"
#include "adapters/app/life.h"
#include "adapters/app/options.h"
#include "adapters/app/person.h"
#include "adapters/app/publish.h"
#include "adapters/app/series.h"
#include "adapters/app/token.h"
#include "adapters/app/user.h"

namespace {

using dunghan::app::Options;

// Replay and audit belong to a program that links no sender: that it cannot mail is a fact of its
// link line.
int hand_over_to_audit(char** argv) {
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const std::string program = here / "dunghan-audit";
    execv(program.c_str(), argv);
    std::fprintf(
        stderr,
        "dunghan: expected the audit program beside this one, but cannot run %s\n",
        program.c_str()
    );
    return dunghan::app::exit_not_found;
}

// Commands of the other program: their arguments are read there.
void add_audit_program(
    CLI::App& app,
    const std::vector<std::pair<const char*, const char*>>& commands,
    const std::function<void()>& hand_over
) {
    for (const auto& [name, help] : commands) {
        auto* command = app.add_subcommand(name, help);
        command->fallthrough(false);
        command->prefix_command();
        command->set_help_flag();
        command->callback(hand_over);
    }
}

void add_import(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "import", "Read a plan from .docx, .xlsx, .csv or .txt; only differences become events"
    );
    auto arguments = std::make_shared<dunghan::app::ImportArguments>();
    command->add_option("FILE", arguments->files, "Documents to read")
        ->required()
        ->check(CLI::ExistingFile);
    command
        ->add_option(
            "--effective",
            arguments->effective,
            "From when on what the files say counts: 2022-10-25 (00:00 that day) or an instant"
        )
        ->required();
    command->add_option(
        "--assigned",
        arguments->assigned,
        "When the tasks were assigned, for files that do not state the plan's date"
    );
    command->add_option("--directory", arguments->directory, "Directory of agencies (YAML)");
    command->add_option("--policy", arguments->policy, "Escalation policy (YAML)");
    command->add_flag("--dry-run", arguments->dry_run, "Show what would happen, write nothing");
    command->callback([&options, &exit, arguments] {
        exit = dunghan::app::run_import(options, *arguments);
    });
}

void add_reads(CLI::App& app, Options& options, int& exit) {
    struct Read {
        const char* name;
        const char* help;
        int (*run)(const Options&);
    };

    for (const Read& read :
         {Read{
              "status",
              "The counts: as rated, as the clock says, and where they disagree",
              dunghan::app::run_status},
          Read{
              "overdue",
              "Overdue tasks and dossiers, and starts that were missed",
              dunghan::app::run_overdue},
          Read{"agencies", "Who lags in what", dunghan::app::run_agencies},
          Read{
              "undecided",
              "What could not be read and waits for a person",
              dunghan::app::run_undecided}}) {
        auto* command = app.add_subcommand(read.name, read.help);
        dunghan::app::add_time_options(*command, options);
        command->callback([&options, &exit, run = read.run] { exit = run(options); });
    }
    auto* task = app.add_subcommand("task", "One task: its state and its whole history");
    auto code = std::make_shared<std::string>();
    task->add_option("CODE", *code, "2.8, 6.6#3, hs-so-du-lich, bc-2022-10-so-ngoai-vu")
        ->required();
    dunghan::app::add_time_options(*task, options);
    task->callback([&options, &exit, code] { exit = dunghan::app::run_task(options, *code); });
}

void add_log(CLI::App& app, Options& options, int& exit) {
    auto* command =
        app.add_subcommand("log", "The events themselves; with --json one object a line");
    auto arguments = std::make_shared<dunghan::app::LogArguments>();
    command->add_option("--from", arguments->from, "First position");
    command->add_option("--limit", arguments->limit, "At most so many events (0: all)");
    command->add_option("--stream", arguments->stream, "Only this stream: task/2.8");
    command->add_option("--type", arguments->type, "Only this type: progress_reported");
    dunghan::app::add_time_options(*command, options);
    command->callback([&options, &exit, arguments] {
        exit = dunghan::app::run_log(options, *arguments);
    });
}

void add_digests(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("digests", "The mails that went out, and what they say");
    auto arguments = std::make_shared<dunghan::app::DigestsArguments>();
    command->add_option(
        "RECIPIENT", arguments->recipient, "Show the text of its mails: so-du-lich"
    );
    dunghan::app::add_time_options(*command, options);
    command->callback([&options, &exit, arguments] {
        exit = dunghan::app::run_digests(options, *arguments);
    });
}

void add_serve(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "serve", "Run the scheduler: remind, make digests, deliver; stop with SIGTERM or Ctrl-C"
    );
    command->add_option("--until", options.until, "Stop when the clock reaches this instant");
    auto listen = std::make_shared<dunghan::app::ListenOptions>();
    command->add_option(
        "--listen", listen->address, "Serve the API too, at this address: 127.0.0.1:8080"
    );
    command->add_option(
        "--host",
        listen->hosts,
        "Answer only to this name (with the port, where it is not the usual one); may be repeated"
    );
    auto* certificate = command->add_option(
        "--tls-certificate",
        listen->tls.certificate,
        "Serve it under TLS with this certificate (PEM, with those that lead to its authority)"
    );
    auto* key = command->add_option("--tls-key", listen->tls.key, "Its private key (PEM)");
    certificate->needs(key);
    key->needs(certificate);
    command->callback([&options, &exit, listen] {
        exit = dunghan::app::run_serve(options, *listen);
    });
}

// What a person's name may stand in is not repeated: --name An Nguyen leaves "Nguyen" over.
std::string say_without_values(const CLI::App* app, const CLI::Error& error) {
    const bool personal = app->got_subcommand("person") || app->got_subcommand("erase") ||
                          app->got_subcommand("token");
    if (!personal || dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
        return CLI::FailureMessage::simple(app, error);
    }
    return "Expected the arguments that --help lists, each value quoted; what was given is not "
           "repeated here\n";
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "dunghan (đúng hạn, on time): knows every deadline, tells the right person in time, and "
        "can prove it later.\n\nA first look:\n"
        "  dunghan --data d import plan.docx --effective 2022-10-25\n"
        "  dunghan --data d agencies --as-of 2022-10-25\n"
        "  dunghan --data d serve"};
    Options options;
    int exit = dunghan::app::exit_ok;
    dunghan::app::add_common_options(app, options);
    app.require_subcommand(1);
    app.fallthrough();
    add_import(app, options, exit);
    add_reads(app, options, exit);
    dunghan::app::add_act(app, options, exit);
    dunghan::app::add_commands(app, options, exit);
    dunghan::app::add_person(app, options, exit);
    dunghan::app::add_publish(app, options, exit);
    dunghan::app::add_series(app, options, exit);
    dunghan::app::add_calendar(app, options, exit);
    dunghan::app::add_preview(app, options, exit);
    dunghan::app::add_explain(app, options, exit);
    dunghan::app::add_definition(app, options, exit);
    dunghan::app::add_forecast(app, options, exit);
    add_serve(app, options, exit);
    dunghan::app::add_token(app, options, exit);
    dunghan::app::add_user(app, options, exit);
    dunghan::app::add_endpoint(app, options, exit);
    add_digests(app, options, exit);
    add_log(app, options, exit);
    dunghan::app::add_life(app, options, exit);
    add_audit_program(
        app,
        {{"replay", "The whole state as of any instant; --verify proves the views (dunghan-audit)"},
         {"diff", "What changed between two instants, and which events did it (dunghan-audit)"},
         {"audit", "Verify, sign, prove and export the log (dunghan-audit)"}},
        [&exit, argv] { exit = hand_over_to_audit(argv); }
    );
    app.failure_message(say_without_values);
    app.footer(dunghan::app::exit_codes_help());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? dunghan::app::exit_ok : dunghan::app::exit_usage;
    }
    return exit;
}
