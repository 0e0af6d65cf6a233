#include "adapters/config/policy_file.h"

#include <charconv>
#include <cstdlib>
#include <limits>
#include <map>

#include "engine/policy/check.h"

#include "adapters/config/working_week.h"
#include "adapters/config/zone.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

constexpr std::int32_t units_max = 366;  // of an offset, of whatever unit
constexpr std::string_view working_time =
    "working time as \"3 working_days\" or "
    "\"-4 working_hours\", at most 366 of it";

class PolicyReader {
 public:
    PolicyReader(std::string_view text, std::string_view name) : file_(text, name) {}

    Result<PolicyPublished> read() {
        Map root = file_.root();
        yaml::check_kind(root, "policy");
        read_name(root);
        read_zone(root.get("zone"));
        if (const auto calendar = root.find("calendar")) {
            policy_.calendar = calendar->identifier();
        }
        read_slot(Map(root.get("slot")));
        policy_.due_soon_days = root.get("due_soon_days").integer(0, units_max);
        policy_.coordinator = root.get("coordinator").identifier();
        if (const auto rest = root.find("rest_days")) {
            policy_.rest_days = rest->integer(0, units_max);
        }
        read_rungs(root.get("rungs"));
        root.done();
        check();
        return file_.result(std::move(policy_));
    }

 private:
    void read_name(Map& root) {
        policy_.name = root.get("name").identifier();
        const auto version = root.get("version").integer(1, std::numeric_limits<int>::max());
        policy_.version = static_cast<std::uint32_t>(version);
    }

    void read_zone(const Value& value) {
        const std::string name = value.text();
        if (file_.failed()) {
            return;
        }
        const Result<Zone> zone = resolve_zone(name);
        if (zone) {
            policy_.zone = *zone;
        } else {
            value.refuse("a usable zone (" + zone.error().detail + ")");
        }
    }

    // With a calendar its working days are the slot's.
    void read_slot(Map map) {
        policy_.slot.at_minute = yaml::minute_in(map.get("at"));
        policy_.slot.until_minute = yaml::minute_in(at("slot.until", map.get("until")));
        policy_.slot.weekdays = 0;
        const auto days = policy_.calendar.empty() ? map.get("days") : map.find("days");
        if (days) {
            policy_.slot.weekdays = yaml::weekdays_in(at("slot.days", *days));
        }
        map.done();
    }

    // Keeps the place of a value, for what is wrong with it beside the others.
    const Value& at(const std::string& place, const Value& value) { return places_[place] = value; }

    void read_rungs(const Value& rungs) {
        at("rungs", rungs);
        for (const Value& rung : rungs.list()) {
            read_rung(Map(rung), "rungs[" + std::to_string(policy_.rungs.size()) + "].");
        }
    }

    void read_rung(Map map, const std::string& here) {
        RungRule rung;
        rung.id = at(here + "id", map.get("id")).identifier();
        constexpr Anchor anchors[]{Anchor::due, Anchor::start, Anchor::update, Anchor::missing};
        rung.anchor = anchors[map.get("anchor").choice({"due", "start", "update", "missing"})];
        read_offset(rung, map, here);
        read_every(rung, map);
        if (const auto day = map.find("weekday")) {
            rung.weekday =
                static_cast<std::int32_t>(yaml::weekday_in(at(here + "weekday", *day))) + 1;
        }
        if (const auto max = map.find("max")) {
            rung.max = at(here + "max", *max).integer(1, units_max);
        }
        if (const auto to = map.find("to")) {
            read_roles(rung, at(here + "to", *to));
        }
        if (const auto everyone = map.find("everyone")) {
            rung.everyone = everyone->flag();
        }
        map.done();
        policy_.rungs.push_back(std::move(rung));
    }

    void read_offset(RungRule& rung, Map& map, const std::string& here) {
        const auto offset = map.find("offset");
        const auto days = map.find("offset_days");
        if (!offset) {
            const Value value = days ? *days : map.get("offset_days");
            rung.offset = at(here + "offset", value).integer(-units_max, units_max);
            return;
        }
        if (days) {
            days->refuse("left out beside offset");
        }
        const auto [amount, unit] = amount_in(at(here + "offset", *offset));
        rung.offset = amount;
        rung.unit = unit;
    }

    void read_every(RungRule& rung, Map& map) const {
        if (const auto every = map.find("every")) {
            const auto [amount, unit] = amount_in(*every);
            rung.every = amount;
            if (amount < 1 || unit != rung.unit) {
                every->refuse("1 or more of what the offset counts in");
            }
        }
        if (const auto days = map.find("every_days")) {
            if (rung.unit != RungUnit::days || rung.every != 0) {
                days->refuse("left out beside offset and every");
            }
            rung.every = days->integer(0, units_max);
        }
    }

    struct Amount {
        std::int32_t amount = 0;
        RungUnit unit = RungUnit::working_days;
    };

    // "-3 working_days".
    static Amount amount_in(const Value& value) {
        const std::string text = value.text();
        Amount read;
        const char* const end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, read.amount);
        const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
        read.unit = unit == " working_hours" ? RungUnit::working_hours : RungUnit::working_days;
        const bool known = unit == " working_hours" || unit == " working_days";
        if (error != std::errc{} || !known || std::abs(read.amount) > units_max) {
            value.refuse(working_time);
        }
        return read;
    }

    static void read_roles(RungRule& rung, const Value& to) {
        constexpr Role roles[]{
            Role::holder,
            Role::deputy,
            Role::head,
            Role::coordinator,
            Role::committee,
            Role::appraiser};
        for (const Value& role : to.list()) {
            rung.to.push_back(roles[role.choice(
                {"holder", "deputy", "head", "coordinator", "committee", "appraiser"}
            )]);
        }
        if (rung.to.empty()) {
            to.refuse("a list of one role at least, or left out: whoever holds the ball");
        }
    }

    void check() {
        if (file_.failed()) {
            return;
        }
        if (const auto problem = problem_in(policy_)) {
            places_.at(problem->where).refuse(problem->expected);
        }
    }

    yaml::File file_;
    PolicyPublished policy_;
    std::map<std::string, Value> places_;  // by the names of engine/policy/check.h
};

}  // namespace

Result<PolicyPublished> read_policy(std::string_view yaml, std::string_view file) {
    return PolicyReader(yaml, file).read();
}

}  // namespace dunghan
