#include "adapters/app/person.h"

#include "adapters/app/options.h"
#include "adapters/app/person_commands.h"

namespace dunghan::app {
namespace {

void add_set(CLI::App& person, Options& options, int& exit) {
    auto* command =
        person.add_subcommand("set", "Describe a person, sealed under a key of its own");
    auto arguments = std::make_shared<SetPersonArguments>();
    command->add_option("ID", arguments->id, "A pseudonym: cb-017; it stays readable for ever")
        ->required();
    command->add_option(
        "--agency",
        arguments->agency,
        "Agency the person answers for: its digests go to the person's address"
    );
    command->footer("What is not said stays as it is; '' takes it away.");
    command->add_option("--name", arguments->said.name, "Full name");
    command->add_option("--email", arguments->said.email, "Address for digests");
    command->add_option("--phone", arguments->said.phone, "Telephone number");
    command->add_option(
        "--from",
        arguments->said.from,
        R"(JSON file {"name":…,"email":…,"phone":…}, - for standard input: so that the data stand )"
        "neither in the shell's history nor in the list of processes"
    );
    command->add_option("--actor", arguments->actor, "Who says so")->required();
    command->callback([&options, &exit, arguments] { exit = run_person_set(options, *arguments); });
}

void add_reads(CLI::App& person, Options& options, int& exit) {
    auto* list = person.add_subcommand("list", "All persons");
    list->callback([&options, &exit] { exit = run_person_list(options); });
    auto* show = person.add_subcommand("show", "One person, as of any instant");
    auto id = std::make_shared<std::string>();
    show->add_option("ID", *id)->required();
    for (CLI::App* read : {list, show}) {
        add_time_options(*read, options);
    }
    show->callback([&options, &exit, id] { exit = run_person_show(options, *id); });
}

void add_erase(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "erase", "Destroy the key of a person: name, address and number can be read by nobody again"
    );
    auto arguments = std::make_shared<EraseArguments>();
    command->add_option("PERSON", arguments->id, "Id of the person: cb-017")->required();
    command->add_option("--basis", arguments->basis, "The request or the law that asks for it")
        ->required();
    command->add_option("--reason", arguments->reason, "Why");
    command->add_option(
        "--actor",
        arguments->actor,
        "Who says so; left out, the log says operator:NAME, with the login name of who runs this"
    );
    command->callback([&options, &exit, arguments] { exit = run_erase(options, *arguments); });
}

}  // namespace

void add_person(CLI::App& app, Options& options, int& exit) {
    auto* person =
        app.add_subcommand("person", "People who answer for agencies; their data are sealed");
    person->require_subcommand(1);
    person->fallthrough();
    add_set(*person, options, exit);
    add_reads(*person, options, exit);
    add_erase(app, options, exit);
}

}  // namespace dunghan::app
