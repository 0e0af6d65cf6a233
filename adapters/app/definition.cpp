#include "adapters/app/definition.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/audit/known.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/publish.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"
#include "adapters/config/definition_file.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Checked {
    std::string file;
    Definition definition;
    std::vector<std::string> faults;
};

Result<Checked> check_file(const std::string& file) {
    return read_file(file).map([&](const std::string& yaml) {
        auto read = read_definition_file(yaml, file);
        return read ? Checked{file, std::move(read->definition), std::move(read->faults)}
                    : Checked{file, {}, {read.error().detail}};
    });
}

Json json_of(const Checked& checked) {
    return {
        {"file", checked.file},
        {"ok", checked.faults.empty()},
        {"id", checked.definition.id},
        {"version", checked.definition.version},
        {"faults", checked.faults}};
}

std::string sizes_of(const Definition& definition) {
    return two_digits(definition.states.size()) + " trạng thái, " +
           two_digits(definition.transitions.size()) + " bước chuyển, " +
           two_digits(definition.terms.size()) + " thời hạn";
}

void print(const Checked& checked) {
    for (const std::string& fault : checked.faults) {
        std::fprintf(stderr, "dunghan: %s\n", fault.c_str());
    }
    if (checked.faults.empty()) {
        std::printf(
            "%s %s: %s\n",
            paint("Hợp lệ:", Colour::green).c_str(),
            checked.file.c_str(),
            sizes_of(checked.definition).c_str()
        );
    }
}

}  // namespace

int run_definition_check(const Options& options, const std::vector<std::string>& files) {
    Json json = Json::array();
    bool ok = true;
    for (const std::string& file : files) {
        const auto checked = check_file(file);
        if (!checked) {
            return complain(checked.error());
        }
        ok = ok && checked->faults.empty();
        if (options.json) {
            json.push_back(json_of(*checked));
        } else {
            print(*checked);
        }
    }
    if (options.json) {
        std::puts(json.dump(2).c_str());
    }
    return ok ? exit_ok : exit_invalid;
}

int run_definition_list(const Options& options) {
    const auto reading = open_reading(options);
    const auto known = reading ? audit::definitions_known(*reading->store, reading->query.as_known)
                               : tl::unexpected(reading.error());
    if (!known) {
        return complain(known.error());
    }
    Json json = Json::array();
    TextTable table(
        {{"Mã", false, 32},
         {"Tên", false, 44},
         {"Phiên bản", true, 9},
         {"Gồm", false, 48},
         {"Ban hành", false, 20}}
    );
    for (const auto& [definition, position, recorded_at] : *known) {
        json.push_back(
            {{"id", definition.id},
             {"version", definition.version},
             {"name", definition.name},
             {"states", definition.states.size()},
             {"transitions", definition.transitions.size()},
             {"terms", definition.terms.size()},
             {"position", position.value},
             {"recorded_at", to_rfc3339(recorded_at)}}
        );
        table.add(
            {{definition.id},
             {definition.name},
             {std::to_string(definition.version)},
             {sizes_of(definition)},
             {to_iso(date_at(recorded_at, reading->policy.zone))}}
        );
    }
    std::printf("%s\n", (options.json ? json.dump(2) : table.text()).c_str());
    return exit_ok;
}

void add_definition(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("definition", "Kinds of work: states, transitions, terms");
    command->require_subcommand(1);

    auto* check = command->add_subcommand(
        "check", "Read definitions and say every fault at its line; no store is needed"
    );
    auto files = std::make_shared<std::vector<std::string>>();
    add_files_option(*check, *files);
    works_without_data(*check);
    check->callback([&options, &exit, files] { exit = run_definition_check(options, *files); });

    add_publish(*command, options, exit, "definition");

    auto* list = command->add_subcommand("list", "Every version the log holds");
    add_time_options(*list, options);
    list->callback([&options, &exit] { exit = run_definition_list(options); });

    auto* diagram = command->add_subcommand("diagram", "Draw one, from a file or from the log");
    auto arguments = std::make_shared<DiagramArguments>();
    diagram
        ->add_option(
            "FILE|ID", arguments->of, "A YAML file, or an id in the log: security-dossier[/2]"
        )
        ->required();
    diagram->add_option("--format", arguments->format, "svg, or mermaid (stateDiagram-v2)")
        ->check(CLI::IsMember({"svg", "mermaid"}))
        ->capture_default_str();
    diagram->add_option("--out", arguments->out, "File to write; default standard output");
    add_time_options(*diagram, options);
    works_without_data(*diagram);
    diagram->callback([&options, &exit, arguments] {
        exit = run_definition_diagram(options, *arguments);
    });
}

}  // namespace dunghan::app
