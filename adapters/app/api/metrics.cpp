#include "adapters/app/api/metrics.h"

#include <algorithm>
#include <cstdio>

namespace dunghan::app::api {
namespace {

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

std::string family(const std::string& name, const char* type, const std::string& help) {
    return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

std::string single(
    const std::string& name, const char* type, const std::string& help, std::uint64_t value
) {
    return family(name, type, help) + name + " " + std::to_string(value) + "\n";
}

std::string http_text(const http::Counters& http) {
    std::string text = family(
        "dunghan_http_answers_total", "counter", "Answers, by the hundreds of their status."
    );
    for (std::size_t i = 1; i < std::size(http.answers); ++i) {
        text += "dunghan_http_answers_total{status=\"" + std::to_string(i) + "xx\"} " +
                std::to_string(http.answers[i]) + "\n";
    }
    text += single("dunghan_http_connections", "gauge", "Open connections.", http.connections);
    text += single("dunghan_http_streams", "gauge", "Readers of live events.", http.streams);
    text += single(
        "dunghan_http_accepted_total", "counter", "Connections since the start.", http.accepted
    );
    text += single(
        "dunghan_http_evicted_total",
        "counter",
        "Idle connections that made room for new ones.",
        http.evicted
    );
    text +=
        single("dunghan_http_refused_total", "counter", "Requests the gate ended.", http.refused);
    return text + single(
                      "dunghan_http_timeouts_total",
                      "counter",
                      "Connections that were too slow.",
                      http.timeouts
                  );
}

// The id of an endpoint is letters, digits and hyphens: it needs no escape.
std::string endpoints_text(const std::vector<EndpointMetrics>& endpoints) {
    std::map<std::string, std::uint64_t> states;
    std::string behind;
    std::string calls;
    for (const EndpointMetrics& one : endpoints) {
        ++states[one.state];
        const std::string name = "{endpoint=\"" + one.id + "\"";
        behind +=
            "dunghan_endpoint_behind_events" + name + "} " + std::to_string(one.behind) + "\n";
        calls += "dunghan_endpoint_calls" + name + ",calls=\"open\"} " + std::to_string(one.open) +
                 "\ndunghan_endpoint_calls" + name + ",calls=\"dead\"} " +
                 std::to_string(one.dead) + "\n";
    }
    std::string text = family("dunghan_endpoints", "gauge", "Endpoints, by their state.");
    for (const auto& [state, count] : states) {
        text += "dunghan_endpoints{state=\"" + state + "\"} " + std::to_string(count) + "\n";
    }
    return text +
           family(
               "dunghan_endpoint_behind_events",
               "gauge",
               "Events not looked at for an endpoint yet."
           ) +
           behind +
           family("dunghan_endpoint_calls", "gauge", "Calls of an endpoint: owed, or given up.") +
           calls;
}

}  // namespace

Histogram::Histogram(std::vector<double> bounds)
    : bounds_(std::move(bounds)), counts_(bounds_.size() + 1) {}

void Histogram::add(double value) {
    const auto bound = std::ranges::lower_bound(bounds_, value);
    ++counts_[static_cast<std::size_t>(bound - bounds_.begin())];
    sum_ += value;
}

std::string Histogram::text(const std::string& name, const std::string& help) const {
    std::string text = family(name, "histogram", help);
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        so_far += counts_[i];
        const std::string bound = i < bounds_.size() ? number(bounds_[i]) : "+Inf";
        text += name + "_bucket{le=\"" + bound + "\"} " + std::to_string(so_far) + "\n";
    }
    text += name + "_sum " + number(sum_) + "\n";
    return text + name + "_count " + std::to_string(so_far) + "\n";
}

std::string metrics_text(
    const EngineMetrics& engine, const StoreMetrics& store, const http::Counters& http
) {
    std::string text =
        single("dunghan_log_events_total", "counter", "Events in the log.", store.head);
    text += family("dunghan_tasks", "gauge", "Tasks, by kind and verdict.");
    for (const auto& [names, count] : store.tasks) {
        text += "dunghan_tasks{kind=\"" + names.first + "\",verdict=\"" + names.second + "\"} " +
                std::to_string(count) + "\n";
    }
    text += family("dunghan_mails", "gauge", "Mails, by how far their delivery has come.");
    for (const auto& [state, count] : store.mails) {
        text += "dunghan_mails{delivery=\"" + state + "\"} " + std::to_string(count) + "\n";
    }
    text += single(
        "dunghan_commands_total", "counter", "Commands by the API since the start.", engine.commands
    );
    text += single(
        "dunghan_denials_total", "counter", "Callers turned away since the start.", store.denials
    );
    text += engine.group.text("dunghan_group_commands", "Commands in one group commit.");
    text += engine.lateness.text(
        "dunghan_lateness_seconds", "How long after its instant a timer's work was begun."
    );
    return text + endpoints_text(store.endpoints) + http_text(http);
}

}  // namespace dunghan::app::api
