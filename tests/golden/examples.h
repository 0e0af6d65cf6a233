// One settled example of every stored shape. Its octets are kept in this folder for ever.
#pragma once

#include <vector>

#include "engine/codec/event.h"
#include "engine/codec/ledger_rows.h"
#include "engine/codec/rows.h"
#include "engine/event/envelope.h"

namespace dunghan::golden {

inline const Instant noon{1'666'674'000'000};           // 2022-10-25T05:00:00.000Z
inline const Instant due{1'654'016'400'000};            // 2022-05-31T17:00:00.000Z
inline const Instant before_1970{-62'135'596'800'000};  // 0001-01-01T00:00:00.000Z
inline const Instant far{253'402'300'799'999};          // 9999-12-31T23:59:59.999Z

inline const Party agency{PartyKind::agency, "so-du-lich"};
inline const Party group{PartyKind::group, "ubnd-cap-huyen"};
inline const Party unresolved{PartyKind::unresolved, "Ban \"Chỉ đạo\" 138\tmới"};

inline const task::Description description{
    .title = "Lập đề án \"Phát triển du lịch\"\nđến năm 2030",
    .item = "Nhóm nhiệm vụ 2",
    .section = "II. Kinh tế",
    .holders = {agency, group},
    .partners = {unresolved},
    .level = "Mật"};

inline const std::vector<Milestone> milestones{
    {.label = "Lập, trình thẩm định",
     .form = DeadlineForm::month,
     .raw = "Tháng 5/2022",
     .due_before = due,
     .start_before = std::nullopt},
    {.label = "",
     .form = DeadlineForm::start_month,
     .raw = "Từ tháng 7/2022",
     .due_before = std::nullopt,
     .start_before = far},
    {.label = "",
     .form = DeadlineForm::undecided,
     .raw = "sớm nhất có thể",
     .due_before = std::nullopt,
     .start_before = std::nullopt}};

inline const task::Evidence evidence{
    .issuer = "UBND tỉnh", .number = "2180/QĐ-UBND", .date = "2022-08-05", .note = ""};

inline const task::RungReached reached{
    .rung = "overdue-weekly", .occurrence = 20, .milestone = 0, .anchor = due, .planned = noon};
inline const task::RungReached silent{
    .rung = "no-update", .occurrence = 0, .milestone = -1, .anchor = before_1970, .planned = noon};
inline const task::RungsSuperseded superseded{
    .rung = "overdue-weekly", .milestone = 0, .from = 1, .to = 19};

inline const endpoint::Endpoint endpoint_of_province{
    .id = "ioc-tinh",
    .url = "https://ioc.khanhhoa.example/su-kien",
    .owner = "ioc@khanhhoa.example",
    .agency = "so-du-lich",
    .types = {"deadline_set", "task_assigned"},
    .ordered = true};

inline const TermRule term_rule{
    .id = "appraise",
    .label = "Thẩm định hồ sơ",
    .budget = {.amount = 15, .unit = BudgetUnit::working_days},
    .roll = Roll::next_working_day,
    .printed = "",
    .basis = "NĐ 331/2026, điều 23.3"};
inline const Reckoning reckoning{
    .anchor = due,
    .due_before = noon,
    .provisional = true,
    .calendar = "vn/3+khanh-hoa/1",
    .pauses = {{.from = due, .until = noon}}};

// As a rung that names roles is told, after a promise.
inline const task::RungReached told{
    .rung = "after-1wd",
    .occurrence = 0,
    .milestone = 256,
    .anchor = due,
    .planned = noon,
    .holder = "so-du-lich",
    .promise = "2022-10-24",
    .silent = {"so-du-lich"},
    .to = {Role::holder, Role::head},
    .recipients = {"person:cb-017", "so-du-lich:head", "committee"}};

inline const reminder::Item item{
    .kind = task::Kind::dossier,
    .code = "2.8",
    .title = "Lập đề án",
    .item = "",
    .holder = "Sở Du lịch; UBND cấp huyện",
    .members = {"UBND huyện A", "UBND huyện B"},
    .verdict = "overdue",
    .progress = "in_progress",
    .stage = "appraising",
    .level = "Mật",
    .deadline = "Tháng 5/2022",
    .milestone = "Lập, trình thẩm định",
    .due = "2022-05-31",
    .days_late = 147,
    .days_left = -147,
    .days_silent = 9'007'199'254'740'991,
    .waiting_on = "Sở Tài chính",
    .extension_pending = "năm 2023",
    .rung = "overdue-weekly",
    .key = "task/2.8:default/1:overdue-weekly:20:0"};

inline const reminder::Item told_item = [] {
    reminder::Item climbed = item;
    climbed.rung = "after-1wd";
    climbed.promise = "2022-10-24";
    climbed.silent = {"Sở Du lịch"};
    climbed.told = {"Thủ trưởng Sở Du lịch", "Ban Chỉ đạo"};
    return climbed;
}();

inline const DefinitionPublished definition{
    .id = "letter",
    .version = 3,
    .name = "Công văn",
    .initial = "draft",
    .policy = "default",
    .calendar = "khanh-hoa",
    .states =
        {{.id = "draft",
          .name = "Đang soạn",
          .progress = StateProgress::in_progress,
          .ball = Role::holder,
          .terms = {"write", "end"},
          .paused = false,
          .deemed =
              {.budget = {.amount = 5, .unit = BudgetUnit::working_days},
               .roll = Roll::none,
               .transition = "issue",
               .basis = "NĐ 217/2026"}},
         {.id = "done",
          .name = "Đã ban hành",
          .progress = StateProgress::completed,
          .ball = Role::committee,
          .terms = {},
          .paused = false,
          .deemed = {}}},
    .transitions =
        {{.id = "issue",
          .name = "Ban hành",
          .from = {"draft"},
          .to = "done",
          .by = {Role::head, Role::system},
          .evidence = false,
          .reason = false,
          .basis = false,
          .next_holder = false,
          .meets = {"write", "end"}}},
    .terms =
        {{.id = "write",
          .label = "Soạn thảo",
          .budget = {.amount = 8, .unit = BudgetUnit::working_hours},
          .roll = Roll::next_working_day,
          .printed = "",
          .basis = "QĐ 12/QĐ-UBND"},
         {.id = "end",
          .label = "Kết thúc",
          .budget = {},
          .roll = Roll::none,
          .printed = "Năm 2026",
          .basis = ""}},
    .extension = {.max = 1, .basis = true}};

// What older schemas hold, as this release reads them.
struct OlderEvent {
    std::uint16_t schema;
    Event event;
};

// Every rung was told to everybody named.
inline task::RungReached told_to_all(task::RungReached rung) {
    rung.recipients = {"so-du-lich", "van-phong"};
    return rung;
}

inline std::vector<OlderEvent> older_events() {
    return {
        {1,
         DirectoryPublished{
             .version = 2,
             .agencies =
                 {{.id = "so-du-lich",
                   .name = "Sở Du lịch",
                   .aliases = {"SDL"},
                   .email = "sdl@example.org"}},
             .groups =
                 {{.id = "ubnd-cap-huyen",
                   .name = "UBND cấp huyện",
                   .aliases = {},
                   .members = {{.agency = "ubnd-a"}, {.agency = "ubnd-b"}}}}}},
        {1,
         PolicyPublished{
             .name = "default",
             .version = 1,
             .zone = {.name = "Asia/Ho_Chi_Minh", .offset_minutes = 420, .tzdata = "2024a"},
             .slot = {.at_minute = 480, .until_minute = 1020, .weekdays = 31},
             .due_soon_days = 7,
             .coordinator = "van-phong",
             .rungs =
                 {{.id = "before-7d",
                   .anchor = Anchor::due,
                   .offset = -7,
                   .every = 0,
                   .weekday = 0},
                  {.id = "start", .anchor = Anchor::start, .offset = 0, .every = 7, .weekday = 1},
                  {.id = "silent",
                   .anchor = Anchor::update,
                   .offset = 30,
                   .every = 30,
                   .weekday = 0},
                  {.id = "filed",
                   .anchor = Anchor::missing,
                   .offset = 1,
                   .every = 0,
                   .weekday = 0}}}},
        {1,
         task::Event(task::ReminderIssued{
             .slot = noon,
             .policy = "default/1",
             .reached = {told_to_all(reached), told_to_all(silent)},
             .superseded = {superseded}})},
        {1,
         reminder::Event(reminder::DigestIssued{
             .recipient = "so-du-lich",
             .recipient_name = "Sở Du lịch",
             .address = "sdl@example.org",
             .redirected = "",
             .slot = noon,
             .as_of = "2022-10-25",
             .message_id = "0123456789abcdef@example.org",
             .items = {item},
             .omitted = 0,
             .dropped = {"2.9"}})}};
}

// Every event type once, in the order of their numbers.
inline std::vector<Event> events() {
    using task::Progress;
    return {
        LogStarted{.clock = "simulated", .format = 1},
        DirectoryPublished{
            .version = 2,
            .agencies =
                {{.id = "so-du-lich",
                  .name = "Sở Du lịch",
                  .aliases = {"SDL"},
                  .email = "sdl@example.org",
                  .deputy_email = "pgd@example.org",
                  .head_email = "gd@example.org",
                  .calendar = "khanh-hoa",
                  .from = "2016-01-01",
                  .until = "2026-10-31",
                  .successor = "so-van-hoa"}},
            .groups =
                {{.id = "ubnd-cap-huyen",
                  .name = "UBND cấp huyện",
                  .aliases = {},
                  .members =
                      {{.agency = "ubnd-a", .from = "", .until = "2026-06-30"},
                       {.agency = "ubnd-b", .from = "2026-07-01", .until = ""}}}},
            .delegations =
                {{.who = "so-du-lich",
                  .to = "person:cb-017",
                  .from = "2026-11-02",
                  .until = "2026-11-06",
                  .note = "nghỉ phép"}},
            .committee = {.name = "Văn phòng Ban Chỉ đạo", .email = "bcd@example.org"}},
        PolicyPublished{
            .name = "statutory",
            .version = 2,
            .zone = {.name = "Asia/Ho_Chi_Minh", .offset_minutes = 420, .tzdata = "2024a"},
            .slot = {.at_minute = 450, .until_minute = 1020, .weekdays = 0},
            .due_soon_days = 7,
            .coordinator = "van-phong",
            .rungs =
                {{.id = "before-3wd",
                  .anchor = Anchor::due,
                  .offset = -3,
                  .every = 0,
                  .weekday = 0,
                  .unit = RungUnit::working_days,
                  .max = 0,
                  .to = {Role::holder, Role::head},
                  .everyone = true},
                 {.id = "silent",
                  .anchor = Anchor::update,
                  .offset = 30,
                  .every = 7,
                  .weekday = 1,
                  .unit = RungUnit::days,
                  .max = 5,
                  .to = {},
                  .everyone = false},
                 {.id = "hours",
                  .anchor = Anchor::start,
                  .offset = 4,
                  .every = 2,
                  .weekday = 0,
                  .unit = RungUnit::working_hours,
                  .max = 366,
                  .to = {Role::deputy, Role::coordinator, Role::committee, Role::appraiser},
                  .everyone = false},
                 {.id = "filed", .anchor = Anchor::missing, .offset = 1, .every = 0, .weekday = 0}},
            .calendar = "khanh-hoa",
            .rest_days = 3},
        intake::CellSetAside{
            .file = "ke-hoach.docx",
            .table = "Phụ lục I",
            .row = 12,
            .column = "Thời gian",
            .text = "sớm nhất có thể",
            .why = "Expected a deadline, but …",
            .task = "2.8"},
        CalendarPublished{
            .id = "khanh-hoa",
            .version = 3,
            .name = "Tỉnh Khánh Hòa",
            .above = "vn",
            .weekdays = 31,
            .hours =
                {{.from_minute = 450, .until_minute = 690},
                 {.from_minute = 810, .until_minute = 1020}},
            .days =
                {{.date = "2026-01-02",
                  .kind = DayKind::day_off,
                  .name = "Hoán đổi",
                  .notice = "CV 12729/VPCP-KGVX"},
                 {.date = "2026-01-10",
                  .kind = DayKind::worked,
                  .name = "Làm bù",
                  .notice = "CV 12729/VPCP-KGVX"},
                 {.date = "2026-11-24",
                  .kind = DayKind::holiday,
                  .name = "Ngày Văn hóa Việt Nam",
                  .notice = "NQ 28/2026/QH16"}},
            .years =
                {{.year = 2026, .notice = "TB 9441/TB-BNV", .provisional = false},
                 {.year = 2027, .notice = "BLLĐ 2019, điều 112", .provisional = true}}},
        definition,
        SeriesPublished{
            .id = "monthly-report",
            .version = 2,
            .name = "Báo cáo chuyển đổi số hằng tháng",
            .kind = DutyKind::report,
            .definition = "",
            .each_of = "cac-so",
            .holder = "",
            .period =
                {.from_day = 0,
                 .to_day = 0,
                 .rrule = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
                 .start = "2026-12-15",
                 .lasts = {.amount = 3, .unit = BudgetUnit::months}},
            .due_from = TermFrom::close,
            .due =
                {.id = "due",
                 .label = "Gửi báo cáo",
                 .budget = {.amount = 2, .unit = BudgetUnit::working_days},
                 .roll = Roll::next_working_day,
                 .printed = "",
                 .basis = "QĐ 01/2023/QĐ-UBND, điều 4"},
            .code = "bc-{period}-{member}",
            .title = "Báo cáo chuyển đổi số tháng {month}",
            .first = "2026-12-15"},
        CalendarApplied{.id = "khanh-hoa", .version = 3},
        PeriodOpened{
            .series = "monthly-report",
            .version = 2,
            .period = "2026-12-15",
            .opens = "2026-12-15",
            .closes = "2027-03-14",
            .members = {"so-du-lich", "so-noi-vu"}},
        PeriodStopped{
            .series = "monthly-report",
            .version = 2,
            .period = "2027-03-15",
            .code = "group_without_members",
            .why = "Expected members of 'Các sở' …"},
        LogKeyAdded{
            .endorsement = "dunghan log key added\nlog.example/a+0b6f3f6e+AQ==\n\n— log.example/a "
                           "AAAAAA==\n",
            .key = "log.example/a+0b6f3f6e+AQ=="},
        LogKeyRetired{.endorsement = "", .key = "log.example/a+0b6f3f6e+AQ=="},
        TailDiscarded{.end = 981, .written_again = 19},
        DataLossAccepted{.first = 901, .last = 1000, .reason = "không còn bản sao lưu nào"},
        task::Event(task::Assigned{
            .kind = task::Kind::plan_task,
            .code = "2.8",
            .description = description,
            .milestones = milestones}),
        task::Event(task::Described{.description = description}),
        task::Event(task::DeadlineSet{
            .milestones = milestones, .reason = "Kế hoạch mới", .basis = "100/KH-UBND"}),
        task::Event(task::ProgressReported{
            .progress = Progress::submitted,
            .stage = "appraising",
            .note = "Đã trình",
            .observed = true}),
        task::Event(task::MilestoneMet{.milestone = 4'294'967'295, .note = "xong"}),
        task::Event(task::EvidenceAdded{.evidence = evidence}),
        task::Event(task::WaitingOnSet{.party = unresolved, .reason = "chờ ý kiến"}),
        task::Event(task::Rated{
            .code = "ĐTH-T", .rated_by = "so-du-lich", .confirmed_by = "", .reason = "chậm"}),
        task::Event(task::ExtensionRequested{
            .milestone = 0, .until = "năm 2023", .reason = "thiếu vốn"}),
        task::Event(task::ExtensionGranted{
            .milestone = 0,
            .until = "năm 2023",
            .due_before = noon,
            .basis = "12/TB-UBND",
            .reason = "đồng ý"}),
        task::Event(task::ExtensionRefused{
            .milestone = 0, .basis = "13/TB-UBND", .reason = "không đủ lý do"}),
        task::Event(task::Cancelled{.reason = "dừng thực hiện", .basis = "14/QĐ-UBND"}),
        task::Event(task::ReminderIssued{
            .slot = noon,
            .policy = "statutory/2",
            .reached = {told, reached},
            .superseded = {superseded, {"before-3wd", 256, 0, 0, "so-du-lich"}},
            .unresolved =
                {{.role = Role::head,
                  .of = "so-du-lich",
                  .why = "Expected the head of so-du-lich, but the directory has no address",
                  .instead = "van-phong"}},
            .delegated = {{.from = "so-du-lich", .to = "person:cb-017"}},
            .muted_by = "task/2",
            .overtaken_by = "completed"}),
        task::Event(task::Bound{
            .definition = "security-dossier",
            .version = 2,
            .state = "building",
            .parent = "task/6.5",
            .series = "bao-cao-thang",
            .period = "2026-11"}),
        task::Event(task::StateEntered{
            .transition = "submit",
            .from = "building",
            .to = "appraising",
            .reason = "đủ hồ sơ",
            .basis = "12/TTr",
            .deemed = true}),
        task::Event(task::TermStarted{
            .milestone = 256, .rule = term_rule, .reckoning = reckoning, .deemed = ""}),
        task::Event(task::TermMoved{
            .milestone = 257,
            .rule = term_rule,
            .reckoning = reckoning,
            .cause = task::MoveCause::resumed,
            .reason = "đã bổ sung",
            .basis = "13/CV"}),
        task::Event(task::ClockSuspended{.reason = "chờ bổ sung", .basis = "13/CV"}),
        task::Event(task::ClockResumed{.reason = "đã bổ sung", .basis = ""}),
        task::Event(task::Migrated{
            .definition = "security-dossier",
            .version = 3,
            .state = "building",
            .reason = "NĐ 331/2026"}),
        task::Event(task::ReminderAcknowledged{
            .agency = "so-du-lich", .promise = "2026-11-20", .rests_until = noon, .note = "sẽ gửi"}
        ),
        task::Event(task::Silenced{.until = far, .reason = "bão số 9"}),
        reminder::Event(reminder::DigestIssued{
            .recipient = "so-du-lich",
            .recipient_name = "Sở Du lịch",
            .address = "sdl@example.org",
            .redirected = "",
            .slot = noon,
            .as_of = "2022-10-25",
            .message_id = "0123456789abcdef@example.org",
            .items = {item, told_item},
            .omitted = 0,
            .dropped = {"2.9"},
            .policies = {"default", "statutory"}}),
        reminder::Event(reminder::DeliveryClaimed{.attempt = 1, .transport = "smtp"}),
        reminder::Event(reminder::DeliverySent{
            .attempt = 1, .answer = "250 2.0.0 Ok\u2028", .message_sha256 = "e3b0c442"}),
        reminder::Event(reminder::DeliveryFailed{
            .attempt = 2, .permanent = false, .answer = "451 later", .retry_at = noon}),
        reminder::Event(reminder::DeliveryUncertain{.attempt = 3, .answer = "", .retry_at = noon}),
        reminder::OutboxHeld{
            .reason = "khôi phục từ bản sao lưu",
            .root = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            .size = 9'007'199'254'740'991},
        reminder::OutboxReleased{.reason = "đã đối chiếu với nhật ký máy chủ thư"},
        reminder::Event(reminder::DeliveryWithdrawn{.reason = "completed"}),
        person::Event(person::Described{
            .person = "cb-017", .agency = "so-du-lich", .reachable = true, .sealed = "AAEC+/8="}),
        person::Event(person::Erased{
            .person = "cb-017", .basis = "Đơn ngày 24/11/2026", .reason = "thôi việc"}),
        access::TokenCreated{
            {.id = "0123456789ab",
             .role = access::AccessRole::officer,
             .agency = "so-du-lich",
             .holder = "cb-017",
             .secret_hash = std::string(64, 'a'),
             .expires = far}},
        access::TokenRevoked{.id = "0123456789ab", .reason = "thôi việc"},
        access::AccessDenied{
            .operation = access::Operation::rate, .target = "task/2.8", .code = "not_found"},
        endpoint::Event(endpoint::Created{endpoint_of_province}),
        endpoint::Event(endpoint::Changed{
            {.id = "lgsp",
             .url = "https://10.20.0.7:8443/su-kien?tu=dunghan",
             .owner = "person:cb-017",
             .agency = "",
             .types = {},
             .ordered = false}}),
        endpoint::Event(endpoint::SecretRotated{
            .id = "ioc-tinh",
            .older_until = noon,
            .secret = {.id = "0123456789ab", .public_key = "whpk_AAEC+/8="}}),
        endpoint::Event(endpoint::EgressGranted{
            .id = "ioc-tinh",
            .grant = {.range = "10.20.0.0/16", .port = 8443, .expires = far},
            .reason = "mạng nội bộ của Trung tâm"}),
        endpoint::Event(endpoint::EgressWithdrawn{
            .id = "ioc-tinh", .range = "10.20.0.0/16", .port = 65'535, .reason = "đã có tên miền"}),
        endpoint::Event(endpoint::Disabled{
            .id = "ioc-tinh",
            .cause = endpoint::DisableCause::silent,
            .reason = "120 giờ liền không nhận được lần nào"}),
        endpoint::Event(endpoint::Enabled{.id = "ioc-tinh", .reason = "đã sửa"}),
        endpoint::Event(endpoint::Removed{.id = "ioc-tinh", .reason = "ngừng dịch vụ"}),
        endpoint::Event(endpoint::Tested{.id = "ioc-tinh"}),
        endpoint::Event(endpoint::ReplayRequested{
            .id = "ioc-tinh", .reason = "mất dữ liệu ở nơi nhận", .since = noon})};
}

inline endpoint::State endpoint_state() {
    endpoint::State state;
    state.version = {7};
    state.endpoint = endpoint_of_province;
    state.created = 300;
    state.created_at = noon;
    state.secrets = {
        {{.id = "0123456789ab", .public_key = ""}, noon},
        {{.id = "ba9876543210", .public_key = "whpk_AAEC+/8="}, std::nullopt}};
    state.grants = {{.range = "10.20.0.0/16", .port = 8443, .expires = far}};
    state.disabled = true;
    state.cause = endpoint::DisableCause::gone;
    state.reason = "nơi nhận trả lời 410: không nhận nữa";
    state.disabled_at = noon;
    state.enabled_at = noon;
    return state;
}

inline const endpoint::Standing standing{
    .cursor = 300, .streak = endpoint::FailureStreak{due, noon}, .forgiven = due};

inline const endpoint::Call call{
    .position = 300,
    .stream = "task/2.8",
    .recorded = due,
    .attempts = 3,
    .next = noon,
    .replayed = true};

inline const endpoint::Attempt attempt{
    .started = noon,
    .position = 300,
    .number = 4,
    .message = "khanhhoa-300",
    .type = "deadline_set",
    .url = "https://ioc.khanhhoa.example/su-kien",
    .outcome = endpoint::CallOutcome::throttled,
    .status = 503,
    .latency_ms = 120,
    .answer = "bảo trì",
    .error = "503",
    .next = far,
    .dead = false};

// The worked example of docs/formats/event_log.md.
inline Record record() {
    Record record;
    Envelope& envelope = record.envelope;
    envelope.position = {17};
    envelope.stream = {"task/2.8"};
    envelope.version = {3};
    envelope.type = EventType::milestone_met;
    envelope.schema = 1;
    envelope.command.bytes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    envelope.causation = {16};
    envelope.correlation.bytes.fill(0xC0);
    envelope.actor = "person:an";
    envelope.tenant = 0;
    envelope.shard = 0;
    envelope.recorded_at = noon;
    envelope.occurred_at = due;
    record.payload = R"({"milestone":0,"note":"xong"})";
    return record;
}

template <class T>
task::Dated<T> dated(T value, std::uint64_t version) {
    return {std::move(value), due, {version}};
}

// A task about which everything has been said.
inline TaskRow task_row() {
    TaskRow row;
    task::State& state = row.state;
    state.version = {300};
    state.kind = task::Kind::dossier;
    state.code = "2.8";
    state.assigned_at = before_1970;
    state.last_occurred = noon;
    state.last_recorded = noon;
    state.last_update = due;
    state.description = dated(description, 1);
    state.milestones = dated(milestones, 1);
    const task::ProgressReported said{
        .progress = task::Progress::submitted, .stage = "", .note = "Đã trình", .observed = false};
    state.progress = dated(said, 2);
    state.submission = dated(said, 2);
    state.waiting_on = dated(task::WaitingOnSet{.party = agency, .reason = ""}, 4);
    state.met = {{1, dated(task::MilestoneMet{.milestone = 1, .note = ""}, 5)}};
    state.evidence = {dated(evidence, 6)};
    state.requested = {
        {0, dated(task::ExtensionRequested{.milestone = 0, .until = "", .reason = "vốn"}, 7)}};
    state.granted = {dated(
        task::ExtensionGranted{
            .milestone = 0, .until = "", .due_before = noon, .basis = "12/TB", .reason = ""},
        8
    )};
    state.reminders = {
        {.milestone = 0, .anchor = due, .rung = "overdue", .occurrence = 2, .planned = noon}};
    row.wake = noon;
    return row;
}

// One that follows a definition.
inline TaskRow followed_row() {
    TaskRow row = task_row();
    task::Course& course = row.state.course.edit();
    course.bound = dated(
        task::Bound{
            .definition = "security-dossier",
            .version = 2,
            .state = "building",
            .parent = "",
            .series = "",
            .period = ""},
        9
    );
    course.terms[256].started = dated(
        task::TermStarted{
            .milestone = 256, .rule = term_rule, .reckoning = reckoning, .deemed = "approve"},
        10
    );
    course.acknowledged = {dated(
        task::ReminderAcknowledged{
            .agency = "so-du-lich", .promise = "", .rests_until = noon, .note = ""},
        11
    )};
    const task::ReminderMark mark = row.state.reminders.front();
    course.apart = {{.holder = "so-du-lich", .mark = mark, .slot = noon}};
    course.muted = {{.holder = "", .mark = mark, .slot = noon}};
    course.told = {{.agency = "person:cb-017", .of = "so-du-lich"}};
    return row;
}

inline PendingRow pending_row() {
    return {.slot = noon, .policy = "default/1", .reached = {reached, silent}};
}

// With what later releases know.
inline PendingRow pending_told_row() {
    return {.slot = noon, .policy = "statutory/2", .reached = {told, reached}};
}

inline reminder::State digest_row() {
    return {
        .version = {3},
        .recipient = "so-du-lich",
        .slot = noon,
        .delivery = reminder::Delivery::claimed,
        .attempts = 2,
        .next_attempt = far,
        .last_answer = "451 later"};
}

inline person::State person_row() {
    return {
        .version = {2},
        .agency = "so-du-lich",
        .reachable = true,
        .sealed = "AAEC+/8=",
        .described = {noon, {2}},
        .erased = false,
        .erased_at = {},
        .basis = ""};
}

}  // namespace dunghan::golden
