#include "adapters/app/series.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/audit/series_at.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/publish.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Listed {
    audit::SeriesKnown known;
    std::optional<series::Period> next;
};

Result<std::vector<Listed>> list_of(const Reading& reading) {
    const auto ids = audit::series_ids(*reading.store);
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    std::vector<Listed> list;
    for (const std::string& id : *ids) {
        auto known = audit::series_known(*reading.store, id, reading.query.as_known);
        if (!known) {
            return tl::unexpected(known.error());
        }
        if (!*known) {
            continue;
        }
        const PeriodOpened* last = (*known)->opened.empty() ? nullptr : &(*known)->opened.back();
        const auto next = series::next_period((*known)->content(), last);
        list.push_back({std::move(**known), next});
    }
    return list;
}

Json listed_json(const Listed& listed) {
    const Series& content = listed.known.content();
    Json json;
    json["id"] = content.id;
    json["version"] = content.version;
    json["name"] = content.name;
    json["definition"] = content.definition;
    json["each_of"] = content.each_of;
    json["holder"] = content.holder;
    json["opened"] = listed.known.opened.size();
    json["last"] = listed.known.opened.empty() ? "" : listed.known.opened.back().period;
    if (listed.next) {
        json["next"] = {
            {"period", listed.next->id},
            {"opens", to_iso(listed.next->opens)},
            {"closes", to_iso(listed.next->closes)}};
    }
    if (const auto& stopped = listed.known.stopped) {
        json["stopped"] = {
            {"period", stopped->period}, {"code", stopped->code}, {"why", stopped->why}};
    }
    return json;
}

std::string next_words(const Listed& listed) {
    if (listed.known.stopped) {
        return listed.known.stopped->period + " chưa mở được";
    }
    return listed.next ? listed.next->id + ", mở " + to_vietnamese(listed.next->opens) : "hết kỳ";
}

void print_list(const std::vector<Listed>& list, const Directory& directory) {
    TextTable table(
        {{"Mã", false, 28},
         {"Tên", false, 44},
         {"Giao cho", false, 34},
         {"Kỳ đã mở", false, 12},
         {"Kỳ tới", false, 28}}
    );
    for (const Listed& listed : list) {
        const Series& content = listed.known.content();
        const Party who = content.each_of.empty() ? Party{PartyKind::agency, content.holder}
                                                  : Party{PartyKind::group, content.each_of};
        table.add(
            {{content.id + "/" + std::to_string(content.version)},
             {content.name},
             {(content.each_of.empty() ? "" : "mỗi: ") + directory.name_of(who)},
             {listed.known.opened.empty() ? "" : listed.known.opened.back().period},
             {next_words(listed), listed.known.stopped ? Colour::red : Colour::plain}}
        );
    }
    std::fputs(list.empty() ? "Chưa ban hành chuỗi việc nào.\n" : table.text().c_str(), stdout);
    for (const Listed& listed : list) {
        if (const auto& stopped = listed.known.stopped) {
            const std::string why =
                stopped->series + ", kỳ " + stopped->period + ": " + stopped->why;
            std::printf("%s\n", paint(why, Colour::red).c_str());
        }
    }
}

int run_list(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto list = list_of(*reading);
    if (!list) {
        return complain(list.error());
    }
    if (!options.json) {
        print_list(*list, reading->directory);
        return exit_ok;
    }
    Json json = Json::array();
    for (const Listed& listed : *list) {
        json.push_back(listed_json(listed));
    }
    std::puts(json.dump(2).c_str());
    return exit_ok;
}

}  // namespace

void add_series(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "series", "Work that comes again: for each period, and for each member of a group"
    );
    command->require_subcommand(1);
    command->fallthrough();
    add_publish(*command, options, exit, "series");
    auto* list = command->add_subcommand("list", "Every series, and which period opens next");
    add_time_options(*list, options);
    list->callback([&options, &exit] { exit = run_list(options); });
    auto* show = command->add_subcommand("show", "One period: who filed, when, and who did not");
    auto arguments = std::make_shared<ShowSeriesArguments>();
    show->add_option("ID", arguments->id, "monthly-report")->required();
    show->add_option(
        "--period", arguments->period, "2026-11; default: the last one that was opened"
    );
    add_time_options(*show, options);
    show->callback([&options, &exit, arguments] { exit = run_show_series(options, *arguments); });
}

}  // namespace dunghan::app
