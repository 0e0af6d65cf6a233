#include "adapters/config/policy_file.h"

#include <limits>
#include <set>

#include "adapters/config/working_week.h"
#include "adapters/config/zone.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

constexpr std::int32_t days_max = 366;
constexpr std::size_t rungs_max = 64;  // each is tried on every milestone of every task

class PolicyReader {
 public:
    PolicyReader(std::string_view text, std::string_view name) : file_(text, name) {}

    Result<PolicyPublished> read() {
        Map root = file_.root();
        yaml::check_kind(root, "policy");
        read_name(root);
        read_zone(root.get("zone"));
        read_slot(Map(root.get("slot")));
        policy_.due_soon_days = root.get("due_soon_days").integer(0, days_max);
        policy_.coordinator = root.get("coordinator").identifier();
        read_rungs(root.get("rungs"));
        root.done();
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

    void read_slot(Map map) {
        const Value until = map.get("until");
        policy_.slot.at_minute = yaml::minute_in(map.get("at"));
        policy_.slot.until_minute = yaml::minute_in(until);
        if (policy_.slot.until_minute <= policy_.slot.at_minute) {
            until.refuse("later than slot.at");
        }
        policy_.slot.weekdays = yaml::weekdays_in(map.get("days"));
        map.done();
    }

    void read_rungs(const Value& rungs) {
        for (const Value& rung : rungs.list()) {
            read_rung(Map(rung));
        }
        if (policy_.rungs.empty() || policy_.rungs.size() > rungs_max) {
            rungs.refuse("a list of 1 to " + std::to_string(rungs_max) + " rungs");
        }
    }

    void read_rung(Map map) {
        RungRule rung;
        const Value id = map.get("id");
        rung.id = id.identifier();
        if (!rung_ids_.insert(rung.id).second) {
            id.refuse("an id no other rung has");
        }
        constexpr Anchor anchors[]{Anchor::due, Anchor::start, Anchor::update, Anchor::missing};
        rung.anchor = anchors[map.get("anchor").choice({"due", "start", "update", "missing"})];
        rung.offset_days = map.get("offset_days").integer(-days_max, days_max);
        if (const auto every = map.find("every_days")) {
            rung.every_days = every->integer(0, days_max);
        }
        if (const auto day = map.find("weekday")) {
            rung.weekday = static_cast<std::int32_t>(yaml::weekday_in(*day)) + 1;
            if (rung.every_days % 7 != 0) {
                day->refuse("whole weeks in every_days beside a weekday");
            }
        }
        map.done();
        policy_.rungs.push_back(std::move(rung));
    }

    yaml::File file_;
    PolicyPublished policy_;
    std::set<std::string> rung_ids_;
};

}  // namespace

Result<PolicyPublished> read_policy(std::string_view yaml, std::string_view file) {
    return PolicyReader(yaml, file).read();
}

}  // namespace dunghan
