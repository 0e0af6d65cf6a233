#include "adapters/app/api/change_actions.h"

#include <map>

namespace dunghan::app::api {

using Operation = access::Operation;

Operation needed_for(std::string_view action) {
    static const std::map<std::string_view, access::Operation> needs{
        {"assign", Operation::assign_task},
        {"start", Operation::report_progress},
        {"submit", Operation::report_progress},
        {"complete", Operation::report_progress},
        {"meet", Operation::report_progress},
        {"evidence", Operation::add_evidence},
        {"set-deadline", Operation::set_deadline},
        {"wait-on", Operation::wait_on},
        {"rate", Operation::rate},
        {"request-extension", Operation::request_extension},
        {"grant-extension", Operation::decide_extension},
        {"refuse-extension", Operation::decide_extension},
        {"cancel", Operation::cancel},
        {"bind", Operation::bind},
        {"take", Operation::take_transition},
        {"suspend", Operation::suspend_clock},
        {"resume", Operation::suspend_clock},
        {"restart", Operation::set_deadline},
        {"migrate", Operation::migrate},
        {"acknowledge", Operation::acknowledge},
        {"silence", Operation::silence},
        {"end-silence", Operation::silence}};
    return needs.at(action);
}

std::string operation_name(std::string_view action) {
    std::string name;
    for (std::size_t i = 0; i < action.size(); ++i) {
        const bool upper = action[i] == '-';
        name += upper ? static_cast<char>(action[++i] - 'a' + 'A') : action[i];
    }
    return name + "Task";
}

std::string summary_of(std::string_view action) {
    static const std::map<std::string_view, std::string_view> summaries{
        {"assign", "A new task"},
        {"start", "The work has begun"},
        {"submit", "The work is handed in"},
        {"complete", "The work is done"},
        {"meet", "A milestone is met"},
        {"evidence", "A document that shows it"},
        {"set-deadline", "Another deadline"},
        {"wait-on", "Who it waits on"},
        {"rate", "The office's own code"},
        {"request-extension", "More time is asked for"},
        {"grant-extension", "More time is granted"},
        {"refuse-extension", "More time is refused"},
        {"cancel", "The task is called off"},
        {"bind", "It follows a definition from now on"},
        {"take", "A transition of its definition"},
        {"suspend", "Its clock stands still"},
        {"resume", "Its clock goes on"},
        {"restart", "A term begins anew"},
        {"migrate", "It follows another version of its definition"},
        {"acknowledge", "A reminder was seen, perhaps with a promise"},
        {"silence", "Nobody is reminded until a day"},
        {"end-silence", "Reminders go on"}};
    return std::string(summaries.at(action));
}

}  // namespace dunghan::app::api
